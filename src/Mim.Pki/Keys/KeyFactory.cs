using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Pki.Keys;

/// <summary>Keys of the platform's cryptography, and Ed25519.</summary>
public sealed class KeyFactory : IKeyFactory
{
    public IPrivateKey Generate(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => EcPrivateKey.Generate(CurveTemplate.P256),
        KeyAlgorithm.EcdsaP384 => EcPrivateKey.Generate(CurveTemplate.P384),
        KeyAlgorithm.EcdsaP521 => EcPrivateKey.Generate(CurveTemplate.P521),
        KeyAlgorithm.Rsa2048 => new RsaPrivateKey(RSA.Create(2048), algorithm),
        KeyAlgorithm.Rsa3072 => new RsaPrivateKey(RSA.Create(3072), algorithm),
        KeyAlgorithm.Rsa4096 => new RsaPrivateKey(RSA.Create(4096), algorithm),
        KeyAlgorithm.Ed25519 => GenerateEdwards(),
        _ => throw new MimException(MimErrorCause.InvalidArgument, $"Unknown key algorithm {algorithm}."),
    };

    public IPrivateKey Import(ReadOnlySpan<byte> pkcs8)
    {
        try
        {
            var info = PrivateKeyInfo.Read(pkcs8);
            return info.Algorithm switch
            {
                PublicKeyInfo.EllipticCurve => ImportCurve(pkcs8, info.Curve),
                PublicKeyInfo.Rsa => ImportRsa(pkcs8),
                PublicKeyInfo.Ed25519 => new Ed25519PrivateKey(PrivateKeyInfo.EdwardsSeed(pkcs8[info.Key])),
                var other => throw new MimException(MimErrorCause.InvalidKey, $"Private keys of algorithm {other} are not supported."),
            };
        }
        catch (Exception exception) when (exception
            is AsnContentException or CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new MimException(MimErrorCause.InvalidKey, "The private key is not valid PKCS#8.", inner: exception);
        }
    }

    private static Ed25519PrivateKey GenerateEdwards()
    {
        Span<byte> seed = stackalloc byte[32];
        RandomNumberGenerator.Fill(seed);
        var key = new Ed25519PrivateKey(seed);
        CryptographicOperations.ZeroMemory(seed);
        return key;
    }

    private static EcPrivateKey ImportCurve(ReadOnlySpan<byte> pkcs8, string? curve)
    {
        var template = CurveTemplate.Find(curve)
            ?? throw new MimException(MimErrorCause.InvalidKey, $"Private keys on the curve {curve ?? "spelled out"} are not supported.");
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return new EcPrivateKey(key, template);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static RsaPrivateKey ImportRsa(ReadOnlySpan<byte> pkcs8)
    {
        var key = RSA.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return new RsaPrivateKey(key, key.KeySize switch
            {
                2048 => KeyAlgorithm.Rsa2048,
                3072 => KeyAlgorithm.Rsa3072,
                4096 => KeyAlgorithm.Rsa4096,
                var bits => throw new MimException(
                    MimErrorCause.InvalidKey, $"RSA private keys of {bits} bits are not supported; use 2048, 3072 or 4096."),
            });
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
