using System.Formats.Asn1;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Risk;

public class SignatureStrengthTests
{
    private const string Sha1WithRsa = "1.2.840.113549.1.1.5";
    private const string RsaPss = "1.2.840.113549.1.1.10";

    [Theory]
    [InlineData("1.2.840.113549.1.1.4", HealthSeverity.Critical)]
    [InlineData("1.3.14.3.2.3", HealthSeverity.Critical)]
    [InlineData(Sha1WithRsa, HealthSeverity.High)]
    [InlineData("1.2.840.10045.4.1", HealthSeverity.High)]
    [InlineData("1.2.840.10040.4.3", HealthSeverity.High)]
    public void BrokenHashesAreFound(string algorithm, HealthSeverity severity)
    {
        var finding = Assert.Single(SignatureStrength.Inspect(TestFacts.Sound with { SignatureAlgorithm = algorithm }));

        Assert.Equal(("SignatureBroken", severity), (finding.Rule, finding.Severity));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NobodyReliesOnTheSignatureOfWhatSignedItself(bool isAuthority)
    {
        var own = TestFacts.Sound with { SignatureAlgorithm = Sha1WithRsa, IsAuthority = isAuthority, IssuerName = TestFacts.Sound.SubjectName };

        Assert.Equal(HealthSeverity.Low, Assert.Single(SignatureStrength.Inspect(own)).Severity);
    }

    [Theory]
    [InlineData("1.3.14.3.2.26", true)]
    [InlineData(null, true)]
    [InlineData("2.16.840.1.101.3.4.2.1", false)]
    public void PssIsAsGoodAsItsHash(string? hash, bool isBroken) =>
        Assert.Equal(isBroken, SignatureStrength.Inspect(TestFacts.Sound with { SignatureAlgorithm = RsaPss, Der = Pss(hash) }).Any());

    [Fact]
    public void PssThatCannotBeReadIsLeftToThePath() =>
        Assert.Empty(SignatureStrength.Inspect(TestFacts.Sound with { SignatureAlgorithm = RsaPss, Der = [0x30, 0x80, 1] }));

    // The outline of a certificate: something signed, RSASSA-PSS-params (RFC 4055 section 3.1), a signature.
    private static byte[] Pss(string? hash)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteOctetString([]);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(RsaPss);
                using (writer.PushSequence())
                {
                    WriteHash(writer, hash);
                }
            }

            writer.WriteBitString([]);
        }

        return writer.Encode();
    }

    private static void WriteHash(AsnWriter writer, string? hash)
    {
        if (hash is not null)
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(hash);
            }
        }
    }
}
