using Mim.Core;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Tests.Binding;

public sealed class PermissionTextTests
{
    [Theory]
    [InlineData("640", 0x1A0)]
    [InlineData("0640", 0x1A0)]
    [InlineData(" 600 ", 0x180)]
    [InlineData("000", 0)]
    [InlineData("777", 0x1FF)]
    public void Octal_digits_are_read(string text, int expected) => Assert.Equal(expected, PermissionText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("64")]
    [InlineData("6400")]
    [InlineData("00640")]
    [InlineData("648")]
    [InlineData("u=rw")]
    public void Everything_else_is_refused_by_name(string text)
    {
        var refused = Assert.Throws<MimException>(() => PermissionText.Parse(text));
        Assert.Equal((MimErrorCause.InvalidArgument, text), (refused.Cause, refused.Subject));
    }
}
