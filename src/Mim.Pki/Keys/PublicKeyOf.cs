using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Issuing;

namespace Mim.Pki.Keys;

/// <summary>The public key that belongs to a private one.</summary>
internal static class PublicKeyOf
{
    /// <returns>The subject public key's octets, as a certificate has them.</returns>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: not a key, or of an algorithm unknown here.</exception>
    public static byte[] Pkcs8(ReadOnlySpan<byte> pkcs8)
    {
        try
        {
            var info = PrivateKeyInfo.Read(pkcs8);
            return info.Algorithm switch
            {
                PublicKeyInfo.Rsa or PublicKeyInfo.RsaPss => OfRsa(pkcs8[info.Key]),
                PublicKeyInfo.EllipticCurve => OfCurve(pkcs8),
                PublicKeyInfo.Ed25519 => OfEdwards(pkcs8[info.Key]),
                var other => throw new MimException(MimErrorCause.InvalidKey, $"Private keys of algorithm {other} are not supported."),
            };
        }
        catch (Exception exception) when (exception
            is AsnContentException or CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new MimException(MimErrorCause.InvalidKey, "The private key is malformed.", inner: exception);
        }
    }

    /// <summary>The same in hexadecimal; null where <see cref="Pkcs8"/> throws.</summary>
    public static string? TryPkcs8(ReadOnlySpan<byte> pkcs8)
    {
        try
        {
            return Convert.ToHexString(Pkcs8(pkcs8));
        }
        catch (MimException)
        {
            return null;
        }
    }

    // RSAPrivateKey begins with a version and the two public numbers (RFC 8017 appendix A.1.2), so any length of key will do.
    private static byte[] OfRsa(ReadOnlySpan<byte> key)
    {
        AsnDecoder.ReadSequence(key, AsnEncodingRules.DER, out var offset, out var length, out _);
        var numbers = key.Slice(offset, length);
        _ = AsnDecoder.ReadIntegerBytes(numbers, AsnEncodingRules.DER, out var consumed);
        numbers = numbers[consumed..];
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            for (var i = 0; i < 2; i++)
            {
                writer.WriteInteger(AsnDecoder.ReadIntegerBytes(numbers, AsnEncodingRules.DER, out consumed));
                numbers = numbers[consumed..];
            }
        }

        return writer.Encode();
    }

    private static byte[] OfCurve(ReadOnlySpan<byte> pkcs8)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return PublicKeyInfo.Read(key.ExportSubjectPublicKeyInfo()).Key.ToArray();
    }

    private static byte[] OfEdwards(ReadOnlySpan<byte> key)
    {
        using var loaded = new Ed25519PrivateKey(PrivateKeyInfo.EdwardsSeed(key));
        return PublicKeyInfo.Read(loaded.SubjectPublicKeyInfo).Key.ToArray();
    }
}
