using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IPrivateKey"/> and <see cref="ISigningKey"/> promise, judged by the base library.</summary>
public abstract class PrivateKeyContract(IPrivateKey key) : IDisposable
{
    private const int Ed25519SignatureLength = 64;

    private static ReadOnlySpan<byte> Data => "to be signed"u8;

    public void Dispose()
    {
        key.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_public_key_stays_the_same() =>
        Assert.True(key.SubjectPublicKeyInfo.Span.SequenceEqual(key.SubjectPublicKeyInfo.Span));

    [Fact]
    public void Signatures_are_those_of_x509()
    {
        var signature = key.Sign(Data);
        switch (key.Algorithm)
        {
            case KeyAlgorithm.Ed25519:
                Assert.Equal(Ed25519SignatureLength, signature.Length);
                break;
            case KeyAlgorithm.Rsa2048 or KeyAlgorithm.Rsa3072 or KeyAlgorithm.Rsa4096:
                using (var rsa = RSA.Create())
                {
                    rsa.ImportSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out _);
                    Assert.True(rsa.VerifyData(Data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
                }

                break;
            default:
                using (var ecdsa = ECDsa.Create())
                {
                    ecdsa.ImportSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out _);
                    Assert.True(ecdsa.VerifyData(Data, signature, HashOf(key.Algorithm), DSASignatureFormat.Rfc3279DerSequence));
                }

                break;
        }
    }

    [Fact]
    public void The_private_key_comes_out_as_pkcs8()
    {
        using var pkcs8 = key.ExportPkcs8();
        using var again = key.ExportPkcs8();
        Assert.Equal(0x30, pkcs8.Span[0]);
        Assert.True(pkcs8.Span.SequenceEqual(again.Span));
    }

    private static HashAlgorithmName HashOf(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP384 => HashAlgorithmName.SHA384,
        KeyAlgorithm.EcdsaP521 => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };
}
