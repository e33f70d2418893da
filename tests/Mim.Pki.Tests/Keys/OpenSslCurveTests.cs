using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Pki.Keys;

namespace Mim.Pki.Tests.Keys;

/// <summary>Keys that the system's OpenSSL makes, checked by the base library.</summary>
public sealed class OpenSslCurveTests
{
    public static TheoryData<KeyAlgorithm> Curves => [KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP384, KeyAlgorithm.EcdsaP521];

    [Theory]
    [MemberData(nameof(Curves))]
    public void The_point_belongs_to_the_number_however_small_that_is(KeyAlgorithm algorithm)
    {
        var template = TemplateOf(algorithm);
        var smallest = byte.MaxValue;
        byte[] data = [1, 2];
        for (var count = 0; count < 3000 && (smallest > 0 || count < 100); count++)
        {
            using var key = EcPrivateKey.Generate(template);
            using var pkcs8 = key.ExportPkcs8();
            var first = template.NumberIn(pkcs8)[0];
            if (first < smallest)
            {
                smallest = first;
                using var checkedKey = ECDsa.Create();
                checkedKey.ImportPkcs8PrivateKey(pkcs8.Span, out var read);
                Assert.Equal(pkcs8.Length, read);
                Assert.Equal(checkedKey.ExportSubjectPublicKeyInfo(), key.SubjectPublicKeyInfo.ToArray());
                Assert.True(checkedKey.VerifyData(data, key.Sign(data), template.Hash, DSASignatureFormat.Rfc3279DerSequence));
            }
        }

        Assert.Equal(0, smallest);
    }

    [Fact]
    public void An_unknown_curve_is_none() => Assert.Null(OpenSslCurve.Find(1));

    internal static CurveTemplate TemplateOf(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => CurveTemplate.P256,
        KeyAlgorithm.EcdsaP384 => CurveTemplate.P384,
        _ => CurveTemplate.P521,
    };
}
