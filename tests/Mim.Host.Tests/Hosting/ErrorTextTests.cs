using Mim.Core;
using Mim.Host.Hosting;

namespace Mim.Host.Tests.Hosting;

public sealed class ErrorTextTests
{
    [Fact]
    public void An_error_is_its_id_and_one_line() => Assert.Equal(
        "mim: StoreFull: The disk is full. Nothing was lost.",
        ErrorText.Of(new MimException(MimErrorCause.StoreFull, "The disk is full.\r\n  Nothing was lost.")));

    [Fact]
    public void What_nobody_expected_shows_no_stack_trace()
    {
        var exception = Assert.Throws<FormatException>(() => int.Parse("x", System.Globalization.CultureInfo.InvariantCulture));
        Assert.StartsWith("mim: FormatException: ", ErrorText.Of(exception), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ErrorText.Of(exception), StringComparison.Ordinal);
    }
}
