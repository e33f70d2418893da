using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Sealing;
using Mim.Pki.Certificates;
using Mim.Pki.Containers;
using Mim.Pki.Encryption;

namespace Mim.Pki.Credentials;

/// <summary>
/// JKS, Java's own format, with certificates to trust and no keys, which it protects badly. Its password only guards the whole against
/// changes, by a SHA-1 digest over both.
/// </summary>
internal static class JksTruststore
{
    private const uint Mark = 0xFEEDFEED;
    private const uint Version = 2;
    private const uint Trusted = 2;

    /// <summary>Between password and content, as Java's keytool has it since its first version.</summary>
    private static ReadOnlySpan<byte> Salt => "Mighty Aphrodite"u8;

    public static bool Is(ReadOnlySpan<byte> content) => content.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(content) == Mark;

    /// <param name="name">Of the first entry; the others get it with a number.</param>
    /// <param name="certificates">DER.</param>
    /// <param name="password">UTF-8.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: no password.</exception>
    public static KeyMaterial Write(string? name, IReadOnlyList<byte[]> certificates, KeyMaterial? password)
    {
        var given = password ?? throw new MimException(MimErrorCause.InvalidArgument, "A JKS file has a password.");
        using var stream = new MemoryStream();
        WriteNumber(stream, Mark);
        WriteNumber(stream, Version);
        WriteNumber(stream, (uint)certificates.Count);
        for (var index = 0; index < certificates.Count; index++)
        {
            WriteNumber(stream, Trusted);
            WriteText(stream, AliasOf(name, index));
            WriteTime(stream, ParsedCertificate.Read(certificates[index]).NotBefore);
            WriteText(stream, "X.509");
            WriteNumber(stream, (uint)certificates[index].Length);
            stream.Write(certificates[index]);
        }

        stream.Write(Digest(given, stream.ToArray()));
        return KeyMaterial.CopyOf(stream.ToArray());
    }

    /// <summary>The certificates, whose digest has to be right under the password.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.WrongPassword"/>, <see cref="MimErrorCause.InvalidFile"/>.</exception>
    public static IReadOnlyList<byte[]> Read(ReadOnlyMemory<byte> content, KeyMaterial? password, CancellationToken cancellationToken)
    {
        var there = new JavaKeystoreContainerReader().Read(content, [], cancellationToken);
        if (there is not { Status: FindingStatus.Found })
        {
            throw new MimException(MimErrorCause.InvalidFile, there?.Detail ?? "It is malformed or truncated.");
        }

        if (there.Certificates.Any(one => one.HasPrivateKey))
        {
            throw new MimException(
                MimErrorCause.InvalidFile,
                "It holds keys as only Java protects them: keytool -importkeystore -deststoretype pkcs12 makes a file of them that opens.");
        }

        var given = password ?? throw new MimException(MimErrorCause.WrongPassword, "It needs a password.");
        var end = Math.Max(0, content.Length - SHA1.HashSizeInBytes);
        return CryptographicOperations.FixedTimeEquals(Digest(given, content.Span[..end]), content.Span[end..])
            ? [.. there.Certificates.Select(one => one.Certificate)]
            : throw new MimException(MimErrorCause.WrongPassword, "The password is wrong, or the file is damaged.");
    }

    // Java looks names up in small letters, and reads those of files as they are.
    private static string AliasOf(string? name, int index)
    {
        var alias = (name ?? "trusted").ToLowerInvariant();
        return index == 0 ? alias : string.Create(CultureInfo.InvariantCulture, $"{alias}-{index + 1}");
    }

    private static byte[] Digest(KeyMaterial password, ReadOnlySpan<byte> content)
    {
        using var text = Pkcs12Derivation.ToUtf16(password);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(text.Span[..^sizeof(char)]);
        hash.AppendData(Salt);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    private static void WriteNumber(MemoryStream stream, uint value)
    {
        Span<byte> octets = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        stream.Write(octets);
    }

    private static void WriteTime(MemoryStream stream, DateTimeOffset value)
    {
        Span<byte> octets = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(octets, value.ToUnixTimeMilliseconds());
        stream.Write(octets);
    }

    private static void WriteText(MemoryStream stream, string text)
    {
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        var octets = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)octets.Length));
        stream.Write(length);
        stream.Write(octets);
    }
}
