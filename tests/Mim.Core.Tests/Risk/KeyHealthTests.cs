using System.Formats.Asn1;
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

        Assert.Equal(("RsaExponentHuge", false), (finding.Rule, finding.ForbidsIssuing));
    }

    [Fact]
    public void EvenModulusIsFatal() => Assert.Equal(["RsaModulusEven"], Rules(RsaKeys.Encode(RsaKeys.SoundModulus() + 1, 65537)));

    [Theory]
    [InlineData(3)]
    [InlineData(31337)]
    [InlineData(65521)]
    public void SmallFactorIsFatal(int factor)
    {
        var finding = Assert.Single(KeyHealth.Inspect(RsaKeys.Encode(RsaKeys.SoundModulus() * factor, 65537)));

        Assert.Equal("RsaSmallFactor", finding.Rule);
        Assert.Contains($"divided by {factor}:", finding.Detail, StringComparison.Ordinal);
    }

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

    [Theory]
    [InlineData(17, 1312, true)]
    [InlineData(18, 1952, true)]
    [InlineData(19, 2592, true)]
    [InlineData(19, 2591, false)]
    public void LatticeKeysHaveTheLengthOfTheirAlgorithm(int arc, int octets, bool isSound) =>
        Assert.Equal(isSound ? [] : ["WrongLength"], Rules(Encode($"2.16.840.1.101.3.4.3.{arc}", octets)));

    [Fact]
    public void UnknownAlgorithmIsFatal() => Assert.Equal(["AlgorithmUnknown"], Rules(Encode("1.3.101.110", 32)));

    [Fact]
    public void TheEndOfItsUseCounts()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var finding = Assert.Single(KeyHealth.Inspect(key.ExportSubjectPublicKeyInfo(), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal(("QuantumVulnerable", false), (finding.Rule, finding.ForbidsIssuing));
    }

    [Fact]
    public void UnreadableKeyIsAnError()
    {
        var error = Assert.Throws<MimException>(() => KeyHealth.Inspect(new byte[] { 0x30, 0x03, 1, 2, 3 }));

        Assert.Equal(MimErrorCause.InvalidKey, error.Cause);
    }

    private static byte[] Encode(string algorithm, int octets)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
            }

            writer.WriteBitString(new byte[octets]);
        }

        return writer.Encode();
    }

    private static IEnumerable<string> Rules(byte[] spki) =>
        KeyHealth.Inspect(spki).Select(finding => finding.ForbidsIssuing ? finding.Rule : $"{finding.Rule} (not fatal)");
}
