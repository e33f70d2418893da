using System.Text;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Secrets that only the name they are given to tells: of a setting, or of a setting near a name.</summary>
/// <param name="pattern">What the value looks like.</param>
/// <param name="near">How many octets after the keyword a setting for a secret may stand; 0 for nowhere but the keyword's own.</param>
internal sealed class AssignmentMatcher(SecretPattern pattern, int near) : ISecretMatcher
{
    private const int LongestName = 64;

    private static readonly byte[][] _secretNames =
        [.. ((string[])["key", "token", "secret", "pass", "pwd", "auth", "cred", "pat"]).Select(Encoding.ASCII.GetBytes)];

    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        // The name of a vendor alone is no name of a secret: it names regions and identities too.
        if ((near == 0 || IsOfSecret(NameAround(text, keyword)))
            && Assignment.TryFind(text, keyword, out var value) && Value(text, value.Start) is { IsNone: false } own)
        {
            return own;
        }

        return near > 0 ? MatchNear(text, keyword.End) : OctetRange.None;
    }

    private OctetRange Value(ReadOnlySpan<byte> text, int start)
    {
        var length = pattern.Match(text[start..]);
        return length < 0 ? OctetRange.None : new OctetRange(start, length);
    }

    private OctetRange MatchNear(ReadOnlySpan<byte> text, int from)
    {
        var end = Math.Min(text.Length, from + near);
        for (var at = from; at < end; at++)
        {
            var sign = text[at..end].IndexOfAny((byte)'=', (byte)':');
            if (sign < 0)
            {
                break;
            }

            at += sign;
            if (NameBefore(text[from..at]) is { Length: > 0 } name && IsOfSecret(name)
                && Assignment.TryFind(text, new OctetRange(at - 1, 1), out var value) && Value(text, value.Start) is { IsNone: false } found)
            {
                return found;
            }
        }

        return OctetRange.None;
    }

    private static ReadOnlySpan<byte> NameAround(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        var start = keyword.Start - OctetClass.Name.RunBefore(text[Math.Max(0, keyword.Start - LongestName)..keyword.Start]);
        var after = text[keyword.End..Math.Min(text.Length, keyword.End + LongestName)];
        return text[start..(keyword.End + OctetClass.Name.RunAt(after))];
    }

    private static ReadOnlySpan<byte> NameBefore(ReadOnlySpan<byte> text)
    {
        var name = text.TrimEnd("\"' \t"u8);
        return name[^OctetClass.Name.RunBefore(name)..];
    }

    private static bool IsOfSecret(ReadOnlySpan<byte> name)
    {
        Span<byte> folded = stackalloc byte[3 * LongestName];
        name = name.Length > folded.Length ? name[^folded.Length..] : name;
        Ascii.ToLower(name, folded, out var length);
        foreach (var word in _secretNames)
        {
            if (folded[..length].IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
