using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Pki.Signatures;

namespace Mim.Pki.Jose;

/// <summary>
/// A signature of JOSE: ECDSA on P-256 as r and s side by side (RFC 7518 section 3.4), Ed25519 (RFC 8037), RSA PKCS#1 v1.5 with SHA-256
/// (RFC 7518 section 3.3). Which one is fixed by the key.
/// </summary>
internal static class JoseAlgorithm
{
    public const string Ec = "ES256";
    public const string Edwards = "EdDSA";
    public const string Rsa = "RS256";

    /// <summary>Object identifier of P-256.</summary>
    public const string P256 = "1.2.840.10045.3.1.7";

    private const int NumberLength = 32;

    // RFC 7518 section 3.3 asks for 2048 bits or more; beyond 16384 a hostile key makes a check take seconds.
    private const int ShortestModulus = 2048 / 8;
    private const int LongestModulus = 16384 / 8;
    private const int LongestExponent = 8;

    /// <summary>Null when it is none of the three.</summary>
    public static string? Of(PublicKeyInfo key) => key switch
    {
        { Algorithm: PublicKeyInfo.EllipticCurve, Curve: P256 } => Ec,
        { Algorithm: PublicKeyInfo.Ed25519 } => Edwards,
        { Algorithm: PublicKeyInfo.Rsa } => Rsa,
        _ => null,
    };

    public static byte[] Sign(ISigningKey key, ReadOnlySpan<byte> data)
    {
        var signature = key.Sign(data);
        return key.Algorithm == KeyAlgorithm.EcdsaP256 ? SideBySide(signature) : signature;
    }

    public static bool Verify(ReadOnlyMemory<byte> subjectPublicKeyInfo, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            var key = PublicKeyInfo.Read(subjectPublicKeyInfo);
            return Of(key) switch
            {
                Ec => VerifyCurve(subjectPublicKeyInfo.Span, data, signature),
                Edwards => Ed25519Verifier.Verify(key.Key.Span, data, signature),
                Rsa => VerifyRsa(key, data, signature),
                _ => false,
            };
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException or MimException)
        {
            return false;
        }
    }

    private static bool VerifyCurve(ReadOnlySpan<byte> info, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * NumberLength)
        {
            return false;
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(info, out _);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static bool VerifyRsa(PublicKeyInfo info, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var (modulus, exponent) = info.ReadRsa();
        if (modulus.Length is < ShortestModulus or > LongestModulus || exponent.Length > LongestExponent)
        {
            return false;
        }

        using var key = RSA.Create(new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() });
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static byte[] SideBySide(ReadOnlyMemory<byte> der)
    {
        var numbers = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var signature = new byte[2 * NumberLength];
        for (var end = NumberLength; end <= signature.Length; end += NumberLength)
        {
            var number = numbers.ReadIntegerBytes().Span.TrimStart((byte)0);
            number.CopyTo(signature.AsSpan(end - number.Length));
        }

        return signature;
    }
}
