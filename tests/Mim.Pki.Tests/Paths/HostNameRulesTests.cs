using Mim.Core.Issuing;
using Mim.Pki.Paths;

namespace Mim.Pki.Tests.Paths;

public class HostNameRulesTests
{
    private static readonly SubjectNames Names = new()
    {
        Dns = ["web01.corp.test", "*.apps.corp.test", "xn--bcher-kva.test", "*.test"],
        IPAddresses = ["10.1.2.3", "2001:db8::1"],
    };

    [Theory]
    [InlineData("web01.corp.test", true)]
    [InlineData("WEB01.corp.TEST.", true)]
    [InlineData("web02.corp.test", false)]
    [InlineData("a.apps.corp.test", true)]
    [InlineData("a.b.apps.corp.test", false)]
    [InlineData("apps.corp.test", false)]
    [InlineData(".apps.corp.test", false)]
    [InlineData("bücher.test", true)]
    [InlineData("evil.test", false)]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.1.2.4", false)]
    [InlineData("[2001:db8:0::1]", true)]
    [InlineData("", false)]
    [InlineData("a..b", false)]
    public void HostIsMatchedAsRfc6125Says(string host, bool expected) => Assert.Equal(expected, HostNameRules.Matches(Names, host));

    [Fact]
    public void AddressIsNotMatchedAsName() =>
        Assert.False(HostNameRules.Matches(new SubjectNames { Dns = ["10.1.2.3"] }, "10.1.2.3"));
}
