namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Secrets of settings that stand near a name which tells whose they are: that of a vendor.</summary>
/// <param name="pattern">What the value looks like.</param>
/// <param name="near">How many octets after the keyword a setting for a secret may stand.</param>
internal sealed class NearMatcher(SecretPattern pattern, int near) : ISecretMatcher
{
    private readonly AssignmentMatcher _setting = new(pattern);

    /// <summary>As if there were no other keyword in the text.</summary>
    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword) => Match(text, keyword, new NearWindow());

    /// <param name="text">All that is known of the surroundings.</param>
    /// <param name="keyword">Where the keyword is.</param>
    /// <param name="window">What was looked through after earlier keywords of this rule in the same text.</param>
    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword, NearWindow window)
    {
        // The name of a vendor alone is no name of a secret: it names regions and identities too.
        var own = SecretName.IsIn(SecretName.Around(text, keyword)) ? _setting.Match(text, keyword) : OctetRange.None;
        return own.IsNone ? MatchAfter(text, keyword.End, window) : own;
    }

    private OctetRange MatchAfter(ReadOnlySpan<byte> text, int from, NearWindow window)
    {
        if (from <= window.FoundAt)
        {
            return window.Found;
        }

        var end = Math.Min(text.Length, from + near);
        while (window.Next(text, from, end) is var sign and >= 0)
        {
            if (SecretName.IsIn(SecretName.Before(text[from..sign]))
                && _setting.Match(text, new OctetRange(sign - 1, 1)) is { IsNone: false } found)
            {
                (window.FoundAt, window.Found) = (sign, found);
                return found;
            }
        }

        return OctetRange.None;
    }
}
