using System.Text;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Keywords;

namespace Mim.Core.Tests.Discovery.Leaks.Keywords;

public sealed class KeywordIndexTests
{
    private static readonly KeywordIndex _index = new(SecretRules.All);

    [Fact]
    public void Every_keyword_is_found_wherever_it_stands()
    {
        foreach (var keyword in SecretRules.All.SelectMany(rule => rule.Keywords))
        {
            for (var before = 0; before < 9; before++)
            {
                Assert.True(IsFound([.. new byte[before], .. keyword.Octets, .. new byte[8 - before]], keyword, before), Encoding.Latin1.GetString(keyword.Octets));
            }
        }
    }

    [Fact]
    public void Short_text_holds_nothing_and_breaks_nothing()
    {
        for (var length = 0; length < 16; length++)
        {
            var at = 0;
            Assert.Null(_index.Next(new byte[length], ref at));
        }
    }

    [Fact]
    public void Case_counts_only_where_the_keyword_says_so()
    {
        Assert.True(Keyword.Plain("password", ignoresCase: true).IsAt("PassWord="u8));
        Assert.False(Keyword.Plain("AKIA", ignoresCase: false).IsAt("akia1234"u8));
    }

    private static bool IsFound(byte[] text, Keyword keyword, int place)
    {
        for (var at = 0; _index.Next(text, ref at) is { } entries; at++)
        {
            if (entries.Any(entry => ReferenceEquals(entry.Keyword, keyword) || (entry.Keyword.Octets.SequenceEqual(keyword.Octets) && at - entry.Offset == place)))
            {
                return true;
            }
        }

        return false;
    }
}
