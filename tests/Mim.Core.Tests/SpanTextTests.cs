using Mim.Core;

namespace Mim.Core.Tests;

public sealed class SpanTextTests
{
    [Theory]
    [InlineData("30d", 30 * 24 * 60 * 60)]
    [InlineData("12h", 12 * 60 * 60)]
    [InlineData("90m", 90 * 60)]
    [InlineData("45s", 45)]
    [InlineData("2w", 14 * 24 * 60 * 60)]
    [InlineData("1d12h", 36 * 60 * 60)]
    [InlineData(" 1 D 30 M ", (24 * 60 * 60) + (30 * 60))]
    [InlineData("7", 7 * 24 * 60 * 60)]
    [InlineData("0.5", 12 * 60 * 60)]
    [InlineData("1.5h", 90 * 60)]
    [InlineData("1.02:03:04", (26 * 60 * 60) + (3 * 60) + 4)]
    public void Reads_spans_as_people_write_them(string text, int seconds)
    {
        Assert.True(SpanText.TryParse(text, out var span));
        Assert.Equal(TimeSpan.FromSeconds(seconds), span);
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("soon")]
    [InlineData("-1d")]
    [InlineData("-1.00:00:00")]
    [InlineData("1d soon")]
    [InlineData("99999999999999w")]
    [InlineData("1,5d")]
    public void Refuses_what_is_no_span(string text) => Assert.False(SpanText.TryParse(text, out _));
}
