using Mim.Core.Sealing;
using Mim.Delivery.Commands;

namespace Mim.Delivery.Tests.Commands;

public sealed class CommandOutputTests
{
    private static readonly string _body = string.Concat(Enumerable.Repeat("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", 2));

    [Theory]
    [InlineData("nginx: [emerg] bad\n\ttest failed\r\n", "nginx: [emerg] bad test failed")]
    [InlineData("\u001b[31mred\u001b[0m", "[31mred [0m")]
    [InlineData("", "")]
    public void What_was_said_becomes_one_line(string output, string shown) => Assert.Equal(shown, CommandOutput.Shown(output, null));

    [Fact]
    public void Keys_are_removed_whole_or_cut()
    {
        var whole = $"a\n-----BEGIN EC PRIVATE KEY-----\n{_body}\n-----END EC PRIVATE KEY-----\nb";
        Assert.Equal("a [removed] b", CommandOutput.Shown(whole, null));
        Assert.DoesNotContain("MIIE", CommandOutput.Shown(whole[..60], null), StringComparison.Ordinal);
        Assert.DoesNotContain("MIIE", CommandOutput.Shown(whole[40..], null), StringComparison.Ordinal);
        Assert.DoesNotContain("MIIE", CommandOutput.Shown($"x\n{_body}\ny", null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_is_removed_wherever_it_stands()
    {
        using var password = KeyMaterial.CopyOf("pässword"u8);
        Assert.Equal("is [removed]? [removed]!", CommandOutput.Shown("is pässword? pässword!", password));
    }

    [Fact]
    public void Of_much_the_end_is_shown()
    {
        var shown = CommandOutput.Shown(string.Concat(Enumerable.Repeat("no, ", 1000)) + "end", null);
        Assert.EndsWith("end", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 100, 1100);
    }
}
