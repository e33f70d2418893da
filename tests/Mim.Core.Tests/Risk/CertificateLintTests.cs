using Mim.Core.Issuing;
using Mim.Core.Risk;
using Mim.Testing;

namespace Mim.Core.Tests.Risk;

public class CertificateLintTests
{
    private static CertificateFacts Sound => TestFacts.Sound;

    private static CertificateFacts Authority => Sound with { IsAuthority = true, KeyUsage = 1 << 5, SubjectKeyIdentifier = [1], Names = new SubjectNames() };

    public static TheoryData<string, CertificateFacts> Troubles => new()
    {
        { "DatesReversed", Sound with { NotAfter = Sample.Now.AddDays(-1) } },
        { "SubjectAlternativeNameMissing", Sound with { Names = new SubjectNames() } },
        { "SubjectAlternativeNameMissing", Sound with { Names = new SubjectNames(), SubjectName = [0x30, 0], ExtendedKeyUsages = [] } },
        { "SelfSigned", Sound with { IssuerName = [0x30, 1, 2] } },
        { "AuthorityKeyIdentifierMissing", Sound with { AuthorityKeyIdentifier = null } },
        { "LifetimeOverPublicLimit", Sound with { NotAfter = Sample.Now.AddDays(399) } },
        { "Wildcard", Sound with { Names = new SubjectNames { Dns = ["*.corp.test"] } } },
        { "SubjectMissing", Authority with { SubjectName = [0x30, 0] } },
        { "KeyCertSignMissing", Authority with { KeyUsage = 1 } },
        { "SubjectKeyIdentifierMissing", Authority with { SubjectKeyIdentifier = null } },
        { "AuthorityForHost", Authority with { Names = Sound.Names } },
    };

    [Fact]
    public void ASoundCertificateHasNoTrouble()
    {
        Assert.Empty(CertificateLint.Inspect(Sound));
        Assert.Empty(CertificateLint.Inspect(Authority));
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public void EachTroubleIsNamedAlone(string rule, CertificateFacts facts) => Assert.Equal(rule, Assert.Single(CertificateLint.Inspect(facts)).Rule);

    [Fact]
    public void AClientOfAnotherKindMayLastLongAndHaveNoNames() => Assert.Empty(CertificateLint.Inspect(
        Sound with { NotAfter = Sample.Now.AddYears(5), Names = new SubjectNames(), ExtendedKeyUsages = ["1.3.6.1.5.5.7.3.2"] }));
}
