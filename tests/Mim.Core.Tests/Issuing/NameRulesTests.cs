using Mim.Core.Issuing;

namespace Mim.Core.Tests.Issuing;

public class NameRulesTests
{
    [Theory]
    [InlineData("WEB01.Corp.Test", "web01.corp.test")]
    [InlineData("web01.corp.test.", "web01.corp.test")]
    [InlineData("*.corp.test", "*.corp.test")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("*.bücher.example", "*.xn--bcher-kva.example")]
    [InlineData("例え.jp", "xn--r8jz45g.jp")]
    [InlineData("localhost", "localhost")]
    [InlineData("10.0.0.a1", "10.0.0.a1")]
    [InlineData("1.web01.corp2", "1.web01.corp2")]
    [InlineData("a-b.c-1-d.corp", "a-b.c-1-d.corp")]
    [InlineData("a--b.corp", "a--b.corp")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012.corp", "012345678901234567890123456789012345678901234567890123456789012.corp")]
    public void DnsNamesBecomeALabels(string name, string expected) => Assert.Equal([expected], NameRules.Normalize(new SubjectNames { Dns = [name] }).Dns);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("web01..")]
    [InlineData("-web.corp")]
    [InlineData("web-.corp")]
    [InlineData("web.-corp")]
    [InlineData("web.corp-")]
    [InlineData(".corp")]
    [InlineData("xn--a.corp")]
    [InlineData("0x7f000001")]
    [InlineData("web_01.corp")]
    [InlineData("web 01")]
    [InlineData("*")]
    [InlineData("*.*.corp")]
    [InlineData("w*.corp")]
    [InlineData("web.*.corp")]
    [InlineData("10.0.0.1")]
    [InlineData("a\0b.corp")]
    [InlineData("http://web01")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.corp")]
    public void BadDnsNamesAreRefused(string name) =>
        Assert.Equal(MimErrorCause.InvalidName, Assert.Throws<MimException>(() => NameRules.Normalize(new SubjectNames { Dns = [name] })).Cause);

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("2001:DB8:0::1", "2001:db8::1")]
    [InlineData("::ffff:10.0.0.1", "::ffff:10.0.0.1")]
    public void AddressesHaveOneSpelling(string address, string expected) =>
        Assert.Equal([expected], NameRules.Normalize(new SubjectNames { IPAddresses = [address] }).IPAddresses);

    [Theory]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("256.0.0.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]:80")]
    [InlineData("10.0.0.0/8")]
    [InlineData("web01")]
    public void BadAddressesAreRefused(string address) =>
        Assert.Equal(MimErrorCause.InvalidName, Assert.Throws<MimException>(() => NameRules.Normalize(new SubjectNames { IPAddresses = [address] })).Cause);

    [Fact]
    public void UrisAndMailboxesBecomeAscii()
    {
        var names = NameRules.Normalize(new SubjectNames { Uris = ["spiffe://corp.test/web", "https://bücher.example/ä"], Emails = ["ops@Bücher.example"] });

        Assert.Equal(["spiffe://corp.test/web", "https://xn--bcher-kva.example/%C3%A4"], names.Uris);
        Assert.Equal(["ops@xn--bcher-kva.example"], names.Emails);
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("/etc/passwd")]
    [InlineData("https://a b/")]
    public void BadUrisAreRefused(string uri) => Assert.Throws<MimException>(() => NameRules.Normalize(new SubjectNames { Uris = [uri] }));

    [Theory]
    [InlineData("ops")]
    [InlineData("@corp.test")]
    [InlineData("a b@corp.test")]
    [InlineData("ops@")]
    public void BadMailboxesAreRefused(string mailbox) => Assert.Throws<MimException>(() => NameRules.Normalize(new SubjectNames { Emails = [mailbox] }));

    [Fact]
    public void ANameGivenTwiceIsThereOnce() => Assert.Single(NameRules.Normalize(new SubjectNames { Dns = ["web01", "WEB01", " web01 "] }).Dns);

    [Fact]
    public void IdentityNamesAreTrimmedAndBounded()
    {
        Assert.Equal("web 01", NameRules.IdentityName("  web 01 "));
        Assert.Throws<MimException>(() => NameRules.IdentityName("  "));
        Assert.Throws<MimException>(() => NameRules.IdentityName(null));
        Assert.Throws<MimException>(() => NameRules.IdentityName("a\nb"));
        Assert.Throws<MimException>(() => NameRules.IdentityName(new string('x', 257)));
    }

    [Fact]
    public void AnyTextIsANameOrRefused()
    {
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => random.Next(3) == 0 ? (char)random.Next(0xffff) : "ab.*-@:/%1"[random.Next(10)])]);
            var names = new SubjectNames { Dns = [text], IPAddresses = [], Uris = [], Emails = [] };
            Try(names);
            Try(new SubjectNames { IPAddresses = [text] });
            Try(new SubjectNames { Uris = [text] });
            Try(new SubjectNames { Emails = [text] });
        }
    }

    private static void Try(SubjectNames names)
    {
        try
        {
            NameRules.Normalize(names);
        }
        catch (MimException exception)
        {
            Assert.Equal(MimErrorCause.InvalidName, exception.Cause);
        }
    }
}
