using System.Net;
using Mim.Core.Discovery;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery;

public sealed class EndpointTargetsTests
{
    [Theory]
    [InlineData("10.0.0.7", "10.0.0.7:443")]
    [InlineData("10.0.0.7/32", "10.0.0.7:443")]
    [InlineData("10.0.0.6/31", "10.0.0.6:443 10.0.0.7:443")]
    [InlineData("10.0.0.4/30", "10.0.0.5:443 10.0.0.6:443")]
    [InlineData("10.0.0.6/30", "10.0.0.5:443 10.0.0.6:443")]
    [InlineData("10.0.0.9-10.0.0.11", "10.0.0.9:443 10.0.0.10:443 10.0.0.11:443")]
    [InlineData("10.0.0.9-11", "10.0.0.9:443 10.0.0.10:443 10.0.0.11:443")]
    [InlineData("10.0.0.255-10.0.1.0", "10.0.0.255:443 10.0.1.0:443")]
    [InlineData("10.0.0.9-10:8443", "10.0.0.9:8443 10.0.0.10:8443")]
    [InlineData("10.0.0.9:1,2", "10.0.0.9:1 10.0.0.9:2")]
    [InlineData("255.255.255.254-255", "255.255.255.254:443 255.255.255.255:443")]
    [InlineData("::1", "[::1]:443")]
    [InlineData("[::1]", "[::1]:443")]
    [InlineData("[::1]:8443", "[::1]:8443")]
    [InlineData("[::1] 8443", "[::1]:8443")]
    [InlineData("2001:DB8:0::1 25", "[2001:db8::1]:25")]
    [InlineData("2001:db8::8/127", "[2001:db8::8]:443 [2001:db8::9]:443")]
    [InlineData("[2001:db8::8/127]:25", "[2001:db8::8]:25 [2001:db8::9]:25")]
    [InlineData("2001:db8::ff-2001:db8::100", "[2001:db8::ff]:443 [2001:db8::100]:443")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128", "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:443")]
    [InlineData("::ffff:10.0.0.7", "10.0.0.7:443")]
    [InlineData("fe80::1%3", "[fe80::1%3]:443")]
    [InlineData("web01", "web01:443")]
    [InlineData(" Web-01.Corp.Test. ", "web-01.corp.test:443")]
    [InlineData("web_01:8443", "web_01:8443")]
    [InlineData("3com", "3com:443")]
    [InlineData("10.0.0.1-static.isp.test", "10.0.0.1-static.isp.test:443")]
    [InlineData("web01 443, 8443,443", "web01:443 web01:8443")]
    [InlineData("bücher.test", "xn--bcher-kva.test:443")]
    public void Reads_targets_as_people_write_them(string text, string endpoints) => Assert.Equal(endpoints, Endpoints([text]));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.01")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("10.0.0.1-2O")]
    [InlineData("10.0.0.1-256")]
    [InlineData("10.0.0.9-8")]
    [InlineData("10.0.0.1-::1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/24/24")]
    [InlineData("10.0.0.0/")]
    [InlineData("web01/24")]
    [InlineData("/etc/ssl")]
    [InlineData("./tls")]
    [InlineData("C:\\tls")]
    [InlineData("2001:db8::1:443:")]
    [InlineData("[::1")]
    [InlineData("[::1]443")]
    [InlineData("[]")]
    [InlineData("web01:")]
    [InlineData("web01:0")]
    [InlineData("web01:65536")]
    [InlineData("web01:+443")]
    [InlineData("web01:443,")]
    [InlineData("web01 web02")]
    [InlineData("web01;web02")]
    [InlineData("-web01")]
    [InlineData("web..corp")]
    [InlineData("*.corp.test")]
    [InlineData("https://web01/")]
    public void Refuses_what_is_no_target_by_name(string text)
    {
        var refusal = Assert.Throws<MimException>(() => Endpoints([text]));
        Assert.Equal(MimErrorCause.InvalidArgument, refusal.Cause);
        Assert.Equal(text, refusal.Subject);
        Assert.Contains($"'{text}'", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<MimException>(() => Endpoints(["web01"], text));
    }

    [Theory]
    [InlineData("::/0")]
    [InlineData("::-3000::")]
    [InlineData("2001:db8::/64")]
    [InlineData("2001:db8::/95")]
    [InlineData("2001:db8::-2001:db8:ffff::")]
    [InlineData("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void What_nobody_can_ask_is_refused_and_can_be_excluded(string block)
    {
        var refusal = Assert.Throws<MimException>(() => Endpoints([block]));
        Assert.Contains("2^32", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("web01:443 10.0.0.1:443", Endpoints(["web01", "2001:db8::7", "10.0.0.1"], block));
    }

    [Fact]
    public void Of_an_address_of_the_web_the_host_is_wanted() =>
        Assert.Contains("URL", Assert.Throws<MimException>(() => Endpoints(["https://web01/"])).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_named_by_itself_is_told_from_what_is_in_a_range()
    {
        var targets = EndpointTargets.Parse(["10.0.0.0/29", "10.0.0.3", "web01", "10.0.0.4:8443", "fe80::1%3"], [], [443]);
        Assert.Equal(
            ["web01:443", "10.0.0.3:443", "[fe80::1%3]:443", "10.0.0.4:8443"],
            targets.All.Where(targets.Names).Select(target => target.ToString()));
    }

    [Fact]
    public void Each_endpoint_comes_once_in_one_order()
    {
        string[] texts = ["10.0.0.2-4", "10.0.0.3", "web01", "10.0.0.1-3:8443", "WEB01:443", "10.0.0.0/29"];
        var endpoints = Endpoints(texts);
        Assert.Equal(
            "web01:443 10.0.0.1:443 10.0.0.2:443 10.0.0.3:443 10.0.0.4:443 10.0.0.5:443 10.0.0.6:443 "
            + "10.0.0.1:8443 10.0.0.2:8443 10.0.0.3:8443",
            endpoints);
        Assert.Equal(endpoints, Endpoints([.. texts.Reverse()]));
    }

    [Fact]
    public void What_is_excluded_is_not_asked()
    {
        Assert.Equal("10.0.0.1:443 10.0.0.6:443", Endpoints(["10.0.0.0/29"], "10.0.0.2-4", "10.0.0.5"));
        Assert.Equal("", Endpoints(["10.0.0.0", "10.0.0.255"], "10.0.0.0/24"));
        Assert.Equal("10.0.0.1:25", Endpoints(["10.0.0.1:25,443"], "10.0.0.1:443"));
        Assert.Equal("", Endpoints(["10.0.0.1"], "::ffff:10.0.0.1"));
        Assert.Equal("", Endpoints(["fe80::1%3"], "fe80::1"));
        Assert.Equal("web02:443", Endpoints(["web01", "web02"], "Web01."));
    }

    [Fact]
    public void What_a_name_leads_to_can_be_excluded()
    {
        var targets = EndpointTargets.Parse(["web01"], ["10.0.0.0/24", "10.0.1.1:8443"], [443, 8443]);
        Assert.True(targets.Excludes(IPAddress.Parse("10.0.0.255"), 443));
        Assert.True(targets.Excludes(IPAddress.Parse("::ffff:10.0.0.1"), 443));
        Assert.True(targets.Excludes(IPAddress.Parse("10.0.1.1"), 8443));
        Assert.False(targets.Excludes(IPAddress.Parse("10.0.1.1"), 443));
        Assert.False(targets.Excludes(IPAddress.Parse("::1"), 443));
    }

    [Fact]
    public void The_largest_block_is_counted_and_begun_at_once()
    {
        var targets = EndpointTargets.Parse(["0.0.0.0/0", "2001:db8::/96"], ["10.0.0.0/8"], [443, 8443]);
        Assert.Equal(2 * ((1L << 33) - 2 - (1L << 24)), targets.Count);
        Assert.Equal(new EndpointTarget("0.0.0.1", IPAddress.Parse("0.0.0.1"), 443), targets.All.First());
    }

    [Fact]
    public void It_goes_on_anywhere_at_once()
    {
        var targets = EndpointTargets.Parse(["web01", "0.0.0.0/0", "2001:db8::/96", "web02"], [], [443, 8443]);
        var each = targets.Count / 2;
        Assert.Equal(
            ["web02:443", "0.0.0.1:443"],
            targets.After(1).Take(2).Select(target => target.ToString()));
        Assert.Equal(["255.255.255.254:443", "[2001:db8::]:443"], targets.After(each - (1L << 32) - 1).Take(2).Select(target => target.ToString()));
        Assert.Equal("web02:8443", targets.After(each + 1).First().ToString());
        Assert.Equal("[2001:db8::ffff:ffff]:8443", Assert.Single(targets.After(targets.Count - 1)).ToString());
        Assert.Empty(targets.After(targets.Count));
    }

    [Fact]
    public void Ports_are_checked()
    {
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => EndpointTargets.Parse(["web01"], [], [0])).Cause);
        var missing = Assert.Throws<MimException>(() => EndpointTargets.Parse(["web01:25", "web02"], [], []));
        Assert.Contains("'web02'", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_have_comments_and_blank_lines() => Assert.Equal(
        ["web01 443,8443", "10.0.0.0/24"],
        EndpointTargets.InLines(["# ours", "", "web01 443,8443  # the shop", "\t", "  10.0.0.0/24"]));

    [Fact]
    public void Any_text_is_read_or_refused_by_name() => Any.Holds(Any.Text, text =>
    {
        try
        {
            Assert.InRange(EndpointTargets.Parse([text], [text], [443]).Count, 0, 0);
        }
        catch (MimException refusal)
        {
            Assert.Equal(text, refusal.Subject);
        }
    });

    private static string Endpoints(string[] texts, params string[] exclude)
    {
        var targets = EndpointTargets.Parse(texts, exclude, [443]);
        var all = targets.All.ToList();
        Assert.Equal(targets.Count, all.Count);
        return string.Join(' ', all);
    }
}
