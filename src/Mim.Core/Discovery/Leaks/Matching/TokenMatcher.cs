namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Secrets that tell by a mark of their own what they are.</summary>
/// <param name="pattern">Begins with the mark.</param>
/// <param name="before">What stands before the mark and belongs to the secret; null for nothing.</param>
internal sealed class TokenMatcher(SecretPattern pattern, PatternPart? before) : ISecretMatcher
{
    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        var start = keyword.Start;
        if (before is { Class: { } octets } head)
        {
            var run = octets.RunBefore(text[Math.Max(0, start - head.Most - 1)..start]);
            run -= run > 0 && Boundary.IsEscape(text[..(start - run + 1)]) ? 1 : 0;
            if (run < head.Least || run > head.Most)
            {
                return OctetRange.None;
            }

            start -= run;
        }

        if (OctetClass.Alphanumeric.Contains(text[start]) && !Boundary.IsBefore(text, start))
        {
            return OctetRange.None;
        }

        var length = pattern.Match(text[keyword.Start..]);
        return length < 0 ? OctetRange.None : new OctetRange(start, keyword.Start - start + length);
    }
}
