using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Tests.Binding;

public sealed class CompletionTextTests
{
    [Theory]
    [InlineData("web01", "web01")]
    [InlineData("team=ops", "team=ops")]
    [InlineData("two words", "'two words'")]
    [InlineData("o'neil", "'o''neil'")]
    [InlineData("$env:X", "'$env:X'")]
    [InlineData("a;b", "'a;b'")]
    [InlineData("-dash", "'-dash'")]
    [InlineData("@host", "'@host'")]
    public void Quotes_what_PowerShell_would_read_otherwise(string value, string expected) =>
        Assert.Equal(expected, CompletionText.Quoted(value, escapeWildcards: false));
}
