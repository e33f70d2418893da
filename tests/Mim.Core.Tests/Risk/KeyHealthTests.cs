using System.Numerics;
using System.Security.Cryptography;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Risk;

public class KeyHealthTests
{
    [Fact]
    public void SoundKeysHaveNoFindings()
    {
        using var rsa = RSA.Create(2048);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);

        Assert.All(
            new AsymmetricAlgorithm[] { rsa, p256, p384, p521 }, key => Assert.Empty(KeyHealth.Inspect(key.ExportSubjectPublicKeyInfo())));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    public void ShortRsaIsFatal(int bits)
    {
        using var rsa = RSA.Create(bits);

        Assert.Equal(["RsaTooShort"], Rules(rsa.ExportSubjectPublicKeyInfo()));
    }

    [Theory]
    [InlineData(1, "RsaExponentInvalid")]
    [InlineData(65536, "RsaExponentInvalid")]
    [InlineData(3, "RsaExponentTiny")]
    [InlineData(17, "RsaExponentTiny")]
    public void BadExponentIsFatal(int exponent, string rule)
    {
        Assert.Equal([rule], Rules(RsaKeys.Encode(RsaKeys.SoundModulus(), exponent)));
    }

    [Fact]
    public void HugeExponentIsNoted()
    {
        var finding = Assert.Single(KeyHealth.Inspect(RsaKeys.Encode(RsaKeys.SoundModulus(), (BigInteger.One << 300) + 1)));

        Assert.Equal(("RsaExponentHuge", false), (finding.Rule, finding.IsFatal));
    }

    [Fact]
    public void EvenModulusIsFatal() => Assert.Equal(["RsaModulusEven"], Rules(RsaKeys.Encode(RsaKeys.SoundModulus() + 1, 65537)));

    [Fact]
    public void SmallFactorIsFatal() =>
        Assert.Equal(["RsaSmallFactor"], Rules(RsaKeys.Encode(RsaKeys.SoundModulus() * 7919, 65537)));

    [Fact]
    public void ModulusOfMegabytesIsRefusedWithoutWork()
    {
        var modulus = (BigInteger.One << 4_000_000) + 1;

        Assert.Equal(["RsaTooLong"], Rules(RsaKeys.Encode(modulus, 65537)));
    }

    [Fact]
    public void DamagedPointIsFatal()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = key.ExportSubjectPublicKeyInfo();
        spki[^1] ^= 1;

        Assert.Equal(["PointNotOnCurve"], Rules(spki));
    }

    [Fact]
    public void UnreadableKeyIsAnError()
    {
        var error = Assert.Throws<MimException>(() => KeyHealth.Inspect(new byte[] { 0x30, 0x03, 1, 2, 3 }));

        Assert.Equal(MimErrorCause.InvalidKey, error.Cause);
    }

    private static IEnumerable<string> Rules(byte[] spki) =>
        KeyHealth.Inspect(spki).Select(finding => finding.IsFatal ? finding.Rule : $"{finding.Rule} (not fatal)");
}
