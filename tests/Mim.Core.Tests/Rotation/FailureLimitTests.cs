using System.Text;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Core.Tests.Rotation;

public sealed class FailureLimitTests
{
    [Theory]
    [InlineData("0", 1000, 0)]
    [InlineData(" 5 ", 1000, 5)]
    [InlineData("10%", 1000, 100)]
    [InlineData("0.5%", 1000, 5)]
    [InlineData("10%", 9, 0)]
    [InlineData("100%", 7, 7)]
    public void A_number_or_a_part_of_all(string text, int total, int expected) => Assert.Equal(expected, FailureLimit.Parse(text).Of(total));

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("-1")]
    [InlineData("101%")]
    [InlineData("1,5%")]
    [InlineData("many")]
    [InlineData("99999999999")]
    public void What_is_neither_is_refused_by_its_text(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => FailureLimit.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void It_reads_as_it_was_written() =>
        Assert.Equal(["5", "12.5%"], ((string[])["5", "12.5%"]).Select(text => FailureLimit.Parse(text).ToString()));

    [Fact]
    public void A_negative_number_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new FailureLimit(-1));

    [Fact]
    public void Damaged_text_is_a_limit_or_refused()
    {
        var mutator = new Mutator(5);
        for (var index = 0; index < 2000; index++)
        {
            var text = Encoding.UTF8.GetString(mutator.Mutate("12.5%"u8));
            try
            {
                Assert.InRange(FailureLimit.Parse(text).Of(100), 0, int.MaxValue);
            }
            catch (FormatException)
            {
                continue;
            }
        }
    }
}
