using Mim.Core.Discovery.Leaks;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Discovery.Leaks;

public sealed class SecretRuleReaderTests
{
    [Fact]
    public void A_line_is_a_rule_and_comments_are_none()
    {
        var rule = Assert.Single(SecretRuleReader.Read(new StringReader("# ours\n\nacme-token | High | Acme token | token acme_{alnum:20} | entropy=3.5\n")));
        Assert.Equal(("acme-token", HealthSeverity.High, "Acme token", "acme_", 3.5), (rule.Id, rule.Severity, rule.Title, rule.PublicPrefix, rule.EntropyFloor));
    }

    [Theory]
    [InlineData("acme | High | Acme")]
    [InlineData("acme | Highest | Acme | token acme_{alnum:20}")]
    [InlineData("acme | High | Acme | regex a+")]
    [InlineData("acme | High | Acme | token acme_{alnum:20")]
    [InlineData("acme | High | Acme | token acme_{letters:20}")]
    [InlineData("acme | High | Acme | token ac{alnum:20}")]
    [InlineData("acme | High | Acme | token acme_{alnum:20-10}")]
    [InlineData("acme | High | Acme | token acme_{alnum:99999}")]
    [InlineData("acme | High | Acme | token acme_{alnum:2-9}{hex:4}")]
    [InlineData("acme | High | Acme | token acme_{alnum:20} | check=astrology")]
    [InlineData("acme | High | Acme | open password eight")]
    [InlineData("acme | High | Acme | file 0:xyz")]
    public void What_is_no_rule_is_refused_by_name(string line) =>
        Assert.Contains("'acme'", Assert.Throws<FormatException>(() => SecretRuleReader.Read(new StringReader(line))).Message, StringComparison.Ordinal);
}
