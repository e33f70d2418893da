using Mim.Core.Identities;
using Mim.Core.Policies;

namespace Mim.Core.Tests.Policies;

public class PolicyRulesTests
{
    private static readonly IdentityPolicy Policy = BuiltInPolicies.For(Criticality.High) with
    {
        RequiredTags = ["team", "zone=dmz"], NamePatterns = ["*.corp.test"], Authorities = ["corp*"],
    };

    private static readonly PolicySubject Good = new()
    {
        Name = "web01.corp.test",
        DnsNames = ["web01.corp.test"],
        Owner = "ops",
        Tags = ["Team=web", "zone=DMZ"],
        Authority = "Corp Issuing",
        KeyAlgorithm = "EcdsaP256",
        Lifetime = TimeSpan.FromDays(100),
    };

    public static TheoryData<string, PolicySubject> Breaches => new()
    {
        { "MaximumLifetime", Good with { Lifetime = TimeSpan.FromDays(100.001) } },
        { "KeyFloor", Good with { KeyAlgorithm = "Rsa2048" } },
        { "KeyFloor", Good with { KeyAlgorithm = "EcdsaP224" } },
        { "RequireOwner", Good with { Owner = " " } },
        { "RequiredTags", Good with { Tags = ["zone=dmz"] } },
        { "RequiredTags", Good with { Tags = ["team", "zone=lan"] } },
        { "NamePatterns", Good with { Name = "web01" } },
        { "NamePatterns", Good with { DnsNames = ["web01.corp.test", "web01.evil.test"] } },
        { "Authorities", Good with { Authority = "lab" } },
    };

    [Fact]
    public void WhoKeepsEveryRulePasses() => PolicyRules.Enforce(Policy, Good);

    [Theory]
    [MemberData(nameof(Breaches))]
    public void TheBrokenRuleIsNamed(string rule, PolicySubject subject)
    {
        var exception = Assert.Throws<MimException>(() => PolicyRules.Enforce(Policy, subject));

        Assert.Equal(MimErrorCause.PolicyViolation, exception.Cause);
        Assert.Contains(rule, exception.Message, StringComparison.Ordinal);
        Assert.Equal([rule], PolicyRules.Judge(Policy, subject).Where(finding => !finding.Passed).Select(finding => finding.Rule));
    }

    [Fact]
    public void UnknownFactsAreNotJudged() =>
        Assert.DoesNotContain(PolicyRules.Judge(Policy, new PolicySubject { Name = "web01.corp.test" }), finding => finding.Rule is "MaximumLifetime" or "KeyFloor" or "Authorities");
}
