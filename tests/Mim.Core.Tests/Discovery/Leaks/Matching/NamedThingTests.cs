using System.Text;
using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Tests.Discovery.Leaks.Matching;

public sealed class NamedThingTests
{
    [Theory]
    [InlineData("X25519.PointSize", true)]
    [InlineData("Org.BouncyCastle.Pkcs12.IgnoreUselessPassword", true)]
    [InlineData("PointSize", false)]
    [InlineData("Xk92.Ab3", false)]
    [InlineData("Xk92a.Size", false)]
    [InlineData("x25519.PointSize", false)]
    [InlineData("X25519..Size", false)]
    [InlineData("X25519.SIZE", false)]
    [InlineData("", false)]
    public void Members_of_types_are_told_from_values(string value, bool isMember) =>
        Assert.Equal(isMember, NamedThing.IsMember(Encoding.ASCII.GetBytes(value)));

    [Theory]
    [InlineData("TEST@corp.com", true)]
    [InlineData("first.last+tag@corp.test", true)]
    [InlineData("P@ssw0rd", false)]
    [InlineData("@corp.com", false)]
    [InlineData("a!b@corp.com", false)]
    public void Mail_addresses_are_told_from_values(string value, bool isAddress) =>
        Assert.Equal(isAddress, NamedThing.IsMailAddress(Encoding.ASCII.GetBytes(value)));
}
