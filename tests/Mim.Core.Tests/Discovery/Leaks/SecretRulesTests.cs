using Mim.Core;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Discovery.Leaks;

public sealed class SecretRulesTests
{
    [Fact]
    public void There_are_250_rules_or_more_and_none_twice()
    {
        Assert.True(SecretRules.All.Count >= 250, $"{SecretRules.All.Count}");
        Assert.Equal(SecretRules.All.Count, SecretRules.All.Select(rule => rule.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_rule_has_a_name_that_can_be_typed_and_a_title() => Assert.All(SecretRules.All, rule =>
    {
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", rule.Id);
        Assert.False(string.IsNullOrWhiteSpace(rule.Title));
        Assert.NotEmpty(rule.Keywords);
        Assert.All(rule.Keywords, keyword => Assert.True(keyword.Octets.Length >= 4, rule.Id));
    });

    [Fact]
    public void Rules_are_chosen_by_wildcards_and_severity()
    {
        Assert.Equal(SecretRules.All, SecretRules.Select([], HealthSeverity.Info));
        Assert.All(SecretRules.Select(["github-*"], HealthSeverity.Info), rule => Assert.StartsWith("github-", rule.Id, StringComparison.Ordinal));
        Assert.All(SecretRules.Select([], HealthSeverity.High), rule => Assert.True(rule.Severity >= HealthSeverity.High));
    }

    [Fact]
    public void A_rule_that_is_none_is_refused_by_name()
    {
        var refusal = Assert.Throws<MimException>(() => SecretRules.Select(["github-*", "nothing-*"], HealthSeverity.Info));
        Assert.Equal((MimErrorCause.InvalidArgument, "nothing-*"), (refusal.Cause, refusal.Subject));
    }
}
