using Mim.Core.Issuing;
using Mim.Core.Risk;
using Mim.Testing;

namespace Mim.Core.Tests.Risk;

public class CertificateLintTests
{
    private static readonly CertificateFacts Sound = new()
    {
        Der = [],
        Subject = "CN=web01",
        Issuer = "CN=corp",
        SubjectName = [0x30, 1, 2],
        IssuerName = [0x30, 3, 4],
        SerialNumber = "0123456789ABCDEF0123456789ABCDEF",
        NotBefore = Sample.Now,
        NotAfter = Sample.Now.AddDays(90),
        SubjectPublicKeyInfo = [],
        KeyAlgorithm = "EcdsaP256",
        SignatureAlgorithm = "1.2.840.10045.4.3.2",
        Names = new SubjectNames { Dns = ["web01.corp.test"] },
        ExtendedKeyUsages = ["1.3.6.1.5.5.7.3.1"],
        AuthorityKeyIdentifier = [1],
        Fingerprint = Sample.Digest("x"),
        KeyFingerprint = Sample.Digest("y"),
    };

    public static TheoryData<string, CertificateFacts> Troubles => new()
    {
        { "broken", Sound with { SignatureAlgorithm = "1.2.840.113549.1.1.5" } },
        { "zero", Sound with { SerialNumber = "00" } },
        { "64 bits", Sound with { SerialNumber = "0A" } },
        { "ends before", Sound with { NotAfter = Sample.Now.AddDays(-1) } },
        { "alternative name", Sound with { Names = new SubjectNames() } },
        { "self-signed", Sound with { IssuerName = [0x30, 1, 2] } },
        { "authority key identifier", Sound with { AuthorityKeyIdentifier = null } },
        { "398", Sound with { NotAfter = Sample.Now.AddDays(399) } },
        { "wildcard", Sound with { Names = new SubjectNames { Dns = ["*.corp.test"] } } },
        { "keyCertSign", Sound with { IsAuthority = true, KeyUsage = 1, SubjectKeyIdentifier = [1] } },
        { "subject key identifier", Sound with { IsAuthority = true, KeyUsage = 1 << 5 } },
    };

    [Fact]
    public void ASoundCertificateHasNoTrouble() => Assert.Empty(CertificateLint.Inspect(Sound));

    [Theory]
    [MemberData(nameof(Troubles))]
    public void EachTroubleIsNamedAlone(string trouble, CertificateFacts facts) =>
        Assert.Contains(trouble, Assert.Single(CertificateLint.Inspect(facts)), StringComparison.Ordinal);

    [Theory]
    [InlineData("2020-08-31", null)]
    [InlineData("2020-09-01", 398)]
    [InlineData("2026-03-14", 398)]
    [InlineData("2026-03-15", 200)]
    [InlineData("2027-03-15", 100)]
    [InlineData("2029-03-15", 47)]
    public void PublicLimitsFollowTheDayOfIssue(string day, int? limit) =>
        Assert.Equal(limit, CertificateLint.PublicLimitInDays(new DateTimeOffset(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero)));
}
