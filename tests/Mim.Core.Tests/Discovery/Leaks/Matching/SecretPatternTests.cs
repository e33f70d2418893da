using System.Text;
using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Tests.Discovery.Leaks.Matching;

public sealed class SecretPatternTests
{
    [Theory]
    [InlineData("ab_{hex:4}", "ab_12ef", 7)]
    [InlineData("ab_{hex:4}", "ab_12ef next", 7)]
    [InlineData("ab_{hex:4}", "ab_12efg", 7)]
    [InlineData("ab_{hex:4}", "ab_12ef0", -1)]
    [InlineData("ab_{hex:4}", "ab_12e", -1)]
    [InlineData("ab_{hex:2-4}", "ab_12e.", 6)]
    [InlineData("{digit:1-3}.{digit:2}", "12.34", 5)]
    [InlineData("{digit:1-3}.{digit:2}", "12,34", -1)]
    [InlineData("{b64:4}==", "AbC1==", 6)]
    [InlineData("{b64:4}==", "AbC1==x", -1)]
    [InlineData("{uuid}", "0b5c2f1e-6f0a-4c57-9a8e-3f2d1c0b9a87", 36)]
    public void A_run_takes_what_it_can_and_ends_where_its_class_ends(string pattern, string text, int length) =>
        Assert.Equal(length, SecretPattern.Parse(pattern).Match(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_long_run_takes_time_in_proportion()
    {
        var text = new byte[8 << 20];
        text.AsSpan().Fill((byte)'a');
        Assert.Equal(-1, SecretPattern.Parse("{alnum:1-8000}.{alnum:1-8000}").Match(text));
    }
}
