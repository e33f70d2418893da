using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Pki.Keys;

namespace Mim.Pki.Signatures;

/// <summary>Checks signatures that strangers made. What is malformed or unknown is simply not valid.</summary>
internal static class SignatureVerifier
{
    // Beyond these a hostile key makes one check take seconds.
    private const int LargestModulus = 16384 / 8;
    private const int LargestExponent = 8;

    public static bool Verify(SignedObject signed, ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        try
        {
            var key = PublicKeyInfo.Read(subjectPublicKeyInfo);
            return SignatureScheme.Read(signed.Algorithm) is { } scheme && Fits(key, scheme) && scheme.KeyAlgorithm switch
            {
                PublicKeyInfo.Rsa => VerifyRsa(signed, scheme, key),
                PublicKeyInfo.EllipticCurve => VerifyEcdsa(signed, scheme, key, subjectPublicKeyInfo),
                _ => Ed25519Verifier.Verify(key.Key.Span, signed.Content.Span, signed.Signature.Span),
            };
        }
        catch (Exception exception) when (exception
            is AsnContentException or CryptographicException or NotSupportedException or MimException)
        {
            return false;
        }
    }

    // A key that names RSASSA-PSS makes no other signatures (RFC 4055 section 1.2).
    private static bool Fits(PublicKeyInfo key, SignatureScheme scheme) =>
        key.Algorithm == scheme.KeyAlgorithm || (key.Algorithm == PublicKeyInfo.RsaPss && scheme.SaltLength is not null);

    private static bool VerifyRsa(SignedObject signed, SignatureScheme scheme, PublicKeyInfo key)
    {
        var (modulus, exponent) = key.ReadRsa();
        if (modulus.Length is > LargestModulus or < 64 || exponent.Length > LargestExponent)
        {
            return false;
        }

        if (scheme.SaltLength is { } saltLength)
        {
            return PssVerifier.Verify(signed, scheme.Hash, saltLength, modulus.Span, exponent.Span);
        }

        using var rsa = RSA.Create(new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() });
        return rsa.VerifyData(signed.Content.Span, signed.Signature.Span, scheme.Hash, RSASignaturePadding.Pkcs1);
    }

    private static bool VerifyEcdsa(SignedObject signed, SignatureScheme scheme, PublicKeyInfo key, ReadOnlyMemory<byte> publicKeyInfo)
    {
        if (CurveTemplate.Find(key.Curve) is null)
        {
            return false;
        }

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(publicKeyInfo.Span, out _);
        return ecdsa.VerifyData(signed.Content.Span, signed.Signature.Span, scheme.Hash, DSASignatureFormat.Rfc3279DerSequence);
    }
}
