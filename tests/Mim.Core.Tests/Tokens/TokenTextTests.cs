using System.Text;
using Mim.Core.Discovery.Leaks.Checks;
using Mim.Core.Sealing;
using Mim.Core.Tokens;

namespace Mim.Core.Tests.Tokens;

public sealed class TokenTextTests
{
    [Fact]
    public void A_token_says_whose_it_is_and_that_it_is_whole()
    {
        var tokens = Enumerable.Range(0, 200).Select(_ => Generate(TokenText.ApiPrefix)).ToList();
        Assert.All(tokens, token => Assert.Matches("^mim_[0-9A-Za-z]{48}$", token));
        Assert.All(tokens, token => Assert.True(TokenText.IsWhole(TokenText.ApiPrefix, Encoding.UTF8.GetBytes(token))));
        Assert.All(tokens, token => Assert.True(TokenChecksum.IsRight(Encoding.UTF8.GetBytes(token))));
        Assert.Equal(200, tokens.Distinct().Count());
        Assert.Equal(62, string.Concat(tokens.Select(token => token[4..46])).Distinct().Count());
    }

    [Fact]
    public void One_that_was_changed_anywhere_is_not_whole()
    {
        var token = Encoding.UTF8.GetBytes(Generate(TokenText.HandOffPrefix));
        Assert.False(TokenText.IsWhole(TokenText.ApiPrefix, token));
        for (var index = 0; index < token.Length; index++)
        {
            byte[] changed = [.. token];
            changed[index] ^= 1;
            Assert.False(TokenText.IsWhole(TokenText.HandOffPrefix, changed));
            Assert.False(TokenText.IsWhole(TokenText.HandOffPrefix, token.AsSpan(..index)));
        }

        Assert.False(TokenText.IsWhole(TokenText.HandOffPrefix, [.. token, (byte)'0']));
        Assert.False(TokenText.IsWhole(TokenText.HandOffPrefix, []));
    }

    private static string Generate(string prefix)
    {
        using KeyMaterial token = TokenText.Generate(prefix);
        return Encoding.ASCII.GetString(token.Span);
    }
}
