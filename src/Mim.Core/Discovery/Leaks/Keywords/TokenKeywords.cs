using System.Text;
using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Discovery.Leaks.Keywords;

/// <summary>The keywords of secrets that begin with a mark of their own.</summary>
internal static class TokenKeywords
{
    private const int LeastMark = 3;

    /// <summary>The mark; one that is too short to look for, with each octet that can follow it.</summary>
    /// <exception cref="FormatException">It has no mark, or one of fewer than three octets.</exception>
    public static IReadOnlyList<Keyword> Of(SecretPattern pattern)
    {
        var mark = Encoding.Latin1.GetString(pattern.Prefix);
        if (mark.Length >= Keyword.LeastLength)
        {
            return [Keyword.Plain(mark, ignoresCase: false)];
        }

        return mark.Length < LeastMark
            ? throw new FormatException("it begins with no mark of three octets or more")
            : [.. pattern.Parts[1].Class!.Members.Select(member => Keyword.Plain(mark + member, ignoresCase: false))];
    }
}
