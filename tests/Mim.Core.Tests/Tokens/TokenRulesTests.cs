using System.Net;
using Mim.Core.Tokens;

namespace Mim.Core.Tests.Tokens;

public sealed class TokenRulesTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.255.1.2", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.1.1", true)]
    [InlineData("192.0.2.7/32", "192.0.2.7", true)]
    [InlineData("192.0.2.7/32", "192.0.2.8", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("2001:db8::/32", "10.0.0.1", false)]
    [InlineData("0.0.0.0/0", "::1", false)]
    public void A_network_holds_the_addresses_in_it(string network, string address, bool holds) =>
        Assert.Equal(holds, TokenRules.Contains(["198.51.100.0/24", network], IPAddress.Parse(address)));

    [Fact]
    public void What_is_no_scope_network_or_number_is_refused_by_the_name_of_the_token()
    {
        TokenTerms[] wrong =
        [
            new() { Scopes = ["a b"] }, new() { Scopes = [""] }, new() { Scopes = ["a\"b"] }, new() { Scopes = ["a\\b"] }, new() { Scopes = ["ä"] },
            new() { Scopes = [.. Enumerable.Repeat("a", 65)] }, new() { Scopes = [new string('a', 257)] },
            new() { Audiences = [""] }, new() { Audiences = ["a\nb"] },
            new() { Networks = ["10.0.0.1/8"] }, new() { Networks = ["10.0.0.0"] }, new() { Networks = ["10.0.0.0/33"] }, new() { Networks = ["x"] },
            new() { MaximumUses = 0 }, new() { MaximumUses = -1 }, new() { MaximumUses = 10_001 },
        ];
        Assert.All(wrong, terms =>
        {
            var error = Assert.Throws<MimException>(() => TokenRules.Enforce(terms, lifetime: null, "agent"));
            Assert.Equal((MimErrorCause.InvalidArgument, "agent"), (error.Cause, error.Subject));
        });
        Assert.Throws<MimException>(() => TokenRules.Enforce(new TokenTerms(), TimeSpan.Zero, "agent"));
        TokenRules.Enforce(new TokenTerms { Scopes = ["a:b/c!"], Audiences = ["Bücher GmbH"], Networks = ["::/0"], MaximumUses = 10_000 }, TimeSpan.FromHours(1), "agent");
    }
}
