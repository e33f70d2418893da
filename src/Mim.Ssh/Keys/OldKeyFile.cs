using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Ssh.Keys;

/// <summary>
/// A private key in an old form (PKCS#1 for RSA, SEC 1 for curves), as <c>ssh-keygen -m PEM</c> writes it. Beside a certificate
/// such a key belongs to that and is none of SSH's.
/// </summary>
internal static class OldKeyFile
{
    private const string RsaLabel = "RSA PRIVATE KEY";
    private const string CurveLabel = "EC PRIVATE KEY";

    public static bool IsOne(ReadOnlySpan<byte> text)
    {
        var keys = text.Count("-----BEGIN RSA PRIVATE KEY-----"u8) + text.Count("-----BEGIN EC PRIVATE KEY-----"u8);
        return keys == 1 && text.Count("-----BEGIN "u8) == keys + text.Count("-----BEGIN EC PARAMETERS-----"u8);
    }

    /// <summary>The whole key is under the password then, its public part too.</summary>
    public static bool IsEncrypted(ReadOnlySpan<byte> text) => text.IndexOf("Proc-Type: 4,ENCRYPTED"u8) >= 0;

    /// <exception cref="SshFormatException">It is cut short, or of a curve that SSH does not have.</exception>
    public static SshPublicKey Read(ReadOnlySpan<byte> text)
    {
        for (var rest = text; PemEncoding.TryFindUtf8(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var label = Encoding.ASCII.GetString(rest[fields.Label]);
            if (label is RsaLabel or CurveLabel)
            {
                using var der = new KeyMaterial(fields.DecodedDataLength);
                Base64.DecodeFromUtf8(rest[fields.Base64Data], der.Span, out _, out _);
                return SshPublicKey.Read(PublicPart(label, der.Span));
            }
        }

        throw new SshFormatException("its frame is not whole.");
    }

    private static byte[] PublicPart(string label, ReadOnlySpan<byte> der)
    {
        try
        {
            return label == RsaLabel ? Rsa(der) : Curve(der);
        }
        catch (CryptographicException)
        {
            throw new SshFormatException("its key cannot be read.");
        }
    }

    private static byte[] Rsa(ReadOnlySpan<byte> der)
    {
        using var key = RSA.Create();
        key.ImportRSAPrivateKey(der, out _);
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return Blob("ssh-rsa"u8.ToArray(), Positive(numbers.Exponent!), Positive(numbers.Modulus!));
    }

    private static byte[] Curve(ReadOnlySpan<byte> der)
    {
        using var key = ECDsa.Create();
        key.ImportECPrivateKey(der, out _);
        var numbers = key.ExportParameters(includePrivateParameters: false);
        var curve = numbers.Curve.Oid.Value switch
        {
            "1.2.840.10045.3.1.7" => "nistp256",
            "1.3.132.0.34" => "nistp384",
            "1.3.132.0.35" => "nistp521",
            _ => throw new SshFormatException("its curve is none of SSH's."),
        };
        return Blob(Encoding.ASCII.GetBytes($"ecdsa-sha2-{curve}"), Encoding.ASCII.GetBytes(curve), [0x04, .. numbers.Q.X!, .. numbers.Q.Y!]);
    }

    // A number with its highest bit set would be negative (RFC 4251 section 5).
    private static byte[] Positive(byte[] number) => number[0] < 0x80 ? number : [0, .. number];

    private static byte[] Blob(params ReadOnlySpan<byte[]> fields)
    {
        var blob = new List<byte>();
        var length = new byte[sizeof(uint)];
        foreach (var field in fields)
        {
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)field.Length);
            blob.AddRange(length);
            blob.AddRange(field);
        }

        return [.. blob];
    }
}
