using System.Text;
using Mim.Core.Discovery.Leaks.Matching;
using Mim.Core.Tests.Discovery.Leaks.Corpus;

namespace Mim.Core.Tests.Discovery.Leaks.Matching;

public sealed class NearMatcherTests
{
    private const int Near = 64;
    private static readonly byte[] _vendor = "datadog"u8.ToArray();
    private static readonly string _value = new RandomText(3).Text(RandomText.Hex, 32);
    private readonly NearMatcher _matcher = new(SecretPattern.Parse("{hex:32}"), Near);

    [Theory]
    [InlineData("datadog_api_key = \"*\"", true)]
    [InlineData("datadog:\n  api_key: *\n", true)]
    [InlineData("# datadog\nregion = eu1\ntoken = *\n", true)]
    [InlineData("datadog_region = *", false)]
    [InlineData("datadog\nregion = *\n", false)]
    [InlineData("datadog and so on, as is told at some length where nobody looks for it\nkey = *\n", false)]
    public void The_setting_for_a_secret_near_a_name_is_found(string text, bool isSecret)
    {
        var octets = Encoding.ASCII.GetBytes(text.Replace("*", _value, StringComparison.Ordinal));
        var found = _matcher.Match(octets, new OctetRange(octets.AsSpan().IndexOf(_vendor), _vendor.Length));
        Assert.Equal(isSecret, !found.IsNone);
        Assert.True(found.IsNone || Encoding.ASCII.GetString(octets, found.Start, found.Length) == _value);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_each_window_shows_is_told_though_no_octet_is_looked_at_twice(int seed)
    {
        var random = new RandomText(seed);
        string[] pieces =
        [
            "datadog", "datadog", "datadog=", "key=", "token: ", " ", "\n", "\"", "region = ", _value, _value[..31], "=", ":", "::", "my_key_datadog_", new string('x', 40),
        ];
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(_ => random.Of<string>(pieces))));
        var (window, alone, together) = (new NearWindow(), new HashSet<OctetRange>(), new HashSet<OctetRange>());
        foreach (var keyword in Keywords(text))
        {
            alone.Add(_matcher.Match(text, keyword));
            together.Add(_matcher.Match(text, keyword, window));
        }

        Assert.Equal(alone.OrderBy(range => range.Start), together.OrderBy(range => range.Start));
        Assert.InRange(window.Looked, 1, text.Length);
    }

    [Fact]
    public void Work_grows_with_the_text_and_not_with_the_number_of_keywords()
    {
        foreach (var piece in (string[])["datadog", "datadog=", "datadog:key=", "datadog key = "])
        {
            var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, 4000)));
            var window = new NearWindow();
            Assert.All(Keywords(text), keyword => Assert.True(_matcher.Match(text, keyword, window).IsNone));
            Assert.InRange(window.Looked, 1, text.Length);
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 40)];

    private static IEnumerable<OctetRange> Keywords(byte[] text)
    {
        for (var at = 0; text.AsSpan(at).IndexOf(_vendor) is var next and >= 0; at += next + 1)
        {
            yield return new OctetRange(at + next, _vendor.Length);
        }
    }
}
