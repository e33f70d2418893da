using System.Runtime.InteropServices;
using System.Text;
using Mim.Core;
using Mim.Core.Sealing;
using Mim.Delivery.Accounts.Windows;

namespace Mim.Delivery.Tests.Accounts.Windows;

public sealed class WideTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("First-Password-1")]
    [InlineData("Pässwörd \U0001F511")]
    public void It_is_the_text_with_a_zero_behind_it_and_zeroes_afterwards(string text)
    {
        using var secret = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
        var wide = WideText.Of(secret);
        var span = wide.Span;
        Assert.Equal(text, new string(span));
        Assert.Equal($"{text}\0", new string(MemoryMarshal.CreateReadOnlySpan(ref wide.GetPinnableReference(), span.Length + 1)));
        wide.Dispose();
        Assert.Equal(-1, span.IndexOfAnyExcept('\0'));
    }

    [Fact]
    public void What_is_no_text_is_refused()
    {
        using var secret = KeyMaterial.CopyOf([0xC3, 0x28]);
        Assert.Equal(MimErrorCause.InstallFailed, Assert.Throws<MimException>(() => WideText.Of(secret)).Cause);
    }
}
