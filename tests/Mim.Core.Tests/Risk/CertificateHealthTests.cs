using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Risk;
using Mim.Testing;

namespace Mim.Core.Tests.Risk;

public class CertificateHealthTests
{
    private static CertificateFacts Sound => TestFacts.Sound;

    [Fact]
    public void ASoundCertificateHasNothing() => Assert.Empty(CertificateHealth.Inspect(Sound, Sample.Now.AddDays(1)));

    [Theory]
    [InlineData(-1, "NotYetValid")]
    [InlineData(71, null)]
    [InlineData(73, "ExpiringSoon")]
    [InlineData(91, "Expired")]
    public void DatesAreJudgedByThePartOfItsLife(int day, string? rule) =>
        Assert.Equal(rule, CertificateHealth.Inspect(Sound, Sample.Now.AddDays(day)).SingleOrDefault()?.Rule);

    [Fact]
    public void ALongLifeIsJudgedByItsOwnMeasure()
    {
        var authority = Sound with { NotAfter = Sample.Now.AddDays(1000), IsAuthority = true, Names = new SubjectNames(), SubjectKeyIdentifier = [1] };

        Assert.Equal("ExpiringSoon", Assert.Single(CertificateHealth.Inspect(authority, Sample.Now.AddDays(810))).Rule);
    }

    [Fact]
    public void KeyFormAndDatesComeTogetherTheWorstFirst()
    {
        using var key = RSA.Create(1024);
        var bad = Sound with
        {
            SubjectPublicKeyInfo = key.ExportSubjectPublicKeyInfo(),
            SignatureAlgorithm = "1.2.840.113549.1.1.4",
            Names = new SubjectNames { Dns = ["*.corp.test"] },
            NotAfter = Sample.Now.AddYears(20),
        };

        Assert.Equal(
            ["SignatureBroken", "RsaTooShort", "QuantumVulnerable", "Wildcard", "LifetimeOverPublicLimit"],
            CertificateHealth.Inspect(bad, Sample.Now).Select(finding => finding.Rule));
    }

    [Fact]
    public void AFindingReadsAsALine() => Assert.Equal(
        "High Expired: it expired 2026-01-01 00:00Z; replace it, or remove it where nothing uses it",
        Assert.Single(CertificateHealth.Inspect(
            Sound with { NotBefore = Day(2025, 12), NotAfter = Day(2026, 1) }, Day(2026, 2))).ToString());

    private static DateTimeOffset Day(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);
}
