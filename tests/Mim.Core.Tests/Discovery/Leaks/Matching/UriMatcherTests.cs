using System.Text;
using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Tests.Discovery.Leaks.Matching;

public sealed class UriMatcherTests
{
    [Theory]
    [InlineData("http://app:s3cr3t-value@db01/x", "s3cr3t-value")]
    [InlineData("http://user:s3cr3t-value@db01/x", "s3cr3t-value")]
    [InlineData("http://user:pass%20word@db01/x", "")]
    [InlineData("http://username:pas:word@db01/x", "")]
    [InlineData("http://user:pa:ss@db01/x", "")]
    [InlineData("http://user.name:pass.word@db01/x", "")]
    [InlineData("http://some_userid:some_password@db01/x", "")]
    [InlineData("http://app:kestrel-harbour@db01/x", "kestrel-harbour")]
    [InlineData("http://app:API_KEY@db01/x", "")]
    [InlineData("http://app:80?@db01/x", "")]
    [InlineData("http://app:?collection=a@db01/x", "")]
    [InlineData("http://app:80x?4z@db01/x", "80x?4z")]
    [InlineData("http://:::::@db01/x", "")]
    [InlineData("http://app:$PASSWORD@db01/x", "")]
    [InlineData("http://app:ab@db01/x", "")]
    [InlineData("http://db01/x@y", "")]
    public void Passwords_are_told_from_what_stands_for_them(string text, string expected)
    {
        var octets = Encoding.ASCII.GetBytes(text);
        var found = new UriMatcher().Match(octets, new OctetRange(0, "http://".Length));
        Assert.Equal(expected, found.IsNone ? "" : Encoding.ASCII.GetString(octets, found.Start, found.Length));
    }
}
