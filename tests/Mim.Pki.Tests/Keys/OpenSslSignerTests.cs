using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Pki.Keys;

namespace Mim.Pki.Tests.Keys;

/// <summary>Signatures that the system's OpenSSL makes, where it is there, checked by the base library.</summary>
public sealed class OpenSslSignerTests
{
    [Theory]
    [MemberData(nameof(OpenSslCurveTests.Curves), MemberType = typeof(OpenSslCurveTests))]
    public void Signatures_of_every_length_are_verified(KeyAlgorithm algorithm)
    {
        var template = OpenSslCurveTests.TemplateOf(algorithm);
        using var key = EcPrivateKey.Generate(template);
        using var pkcs8 = key.ExportPkcs8();
        using var signer = template.OpenSsl?.Load(template.NumberIn(pkcs8));
        using var verifier = ECDsa.Create();
        verifier.ImportPkcs8PrivateKey(pkcs8.Span, out _);
        var lengths = new HashSet<int>();
        for (var count = 0; signer is not null && count < 50; count++)
        {
            var digest = RandomNumberGenerator.GetBytes(template.Hash == HashAlgorithmName.SHA256 ? 32 : 48);
            var signature = signer.Sign(digest);

            Assert.NotNull(signature);
            Assert.True(verifier.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence));
            lengths.Add(signature.Length);
        }

        Assert.True(signer is null || lengths.Count > 1, "DER has no leading zeros, so that lengths differ.");
    }

    [Fact]
    public void A_signer_that_was_disposed_signs_no_more()
    {
        using var key = EcPrivateKey.Generate(CurveTemplate.P256);
        using var pkcs8 = key.ExportPkcs8();
        if (CurveTemplate.P256.OpenSsl?.Load(CurveTemplate.P256.NumberIn(pkcs8)) is { } signer)
        {
            signer.Dispose();
            Assert.Throws<ObjectDisposedException>(() => signer.Sign(new byte[32]));
        }
    }
}
