namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>What follows a word: on a command line, in a header, in a query.</summary>
/// <param name="lengths">In octets.</param>
/// <param name="context">What must stand somewhere before, on the same line or near it; empty for nothing.</param>
/// <param name="isQuoted">Whether only a quoted value counts.</param>
internal sealed class ArgumentMatcher((int Least, int Most) lengths, byte[] context, bool isQuoted) : ISecretMatcher
{
    private const int LongestContext = 160;

    private static ReadOnlySpan<byte> StringOption => "-String"u8;

    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        if (context.Length > 0 && text[Math.Max(0, keyword.Start - LongestContext)..keyword.End].IndexOf(context) < 0)
        {
            return OctetRange.None;
        }

        var start = Start(text, keyword.End);
        start += Assignment.QuoteAt(text[start..], out var quote);
        if (start >= text.Length || (isQuoted && quote == 0) || text[start] is (byte)'$' or (byte)'%' or (byte)'<' or (byte)'-')
        {
            return OctetRange.None;
        }

        var rest = text[start..Math.Min(text.Length, start + lengths.Most + 1)];
        var length = quote == 0 ? ValueEnd.Bare(text, start, rest) : ValueEnd.Quoted(rest, quote);
        return length >= lengths.Least && length <= lengths.Most && (quote == 0 || rest[..length].IndexOfAny("$ "u8) < 0 || isQuoted)
            ? new OctetRange(start, length)
            : OctetRange.None;
    }

    private static int Start(ReadOnlySpan<byte> text, int at)
    {
        at = AfterBlanks(text, at);
        return text[at..].StartsWith(StringOption) ? AfterBlanks(text, at + StringOption.Length) : at;
    }

    private static int AfterBlanks(ReadOnlySpan<byte> text, int at) =>
        text[at..].IndexOfAnyExcept((byte)' ', (byte)'\t') is >= 0 and var run ? at + run : text.Length;
}
