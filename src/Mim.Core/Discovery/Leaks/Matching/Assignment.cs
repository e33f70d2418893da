using System.Buffers;
using System.Text;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>
/// Finds the value that a name is given, as languages and formats write it: <c>name = "value"</c>, <c>"name": "value"</c>,
/// <c>name=value</c>, <c>--name value</c>, <c>&lt;name>value</c>, <c>key="name" value="value"</c>, <c>name("value")</c>.
/// </summary>
internal static class Assignment
{
    private const int LongestName = 64;
    private const int LongestGap = 48;

    /// <summary>What stands between a name and the word for its value.</summary>
    private static readonly SearchValues<byte> _joints = SearchValues.Create(" ,\t\r\n\"'"u8);

    private static ReadOnlySpan<byte> EntityQuote => "&quot;"u8;

    /// <summary>Whether a value follows.</summary>
    /// <param name="text">All that is known of the surroundings.</param>
    /// <param name="keyword">Part of the name.</param>
    /// <param name="value">Where the value begins, and the quote it ends with.</param>
    public static bool TryFind(ReadOnlySpan<byte> text, OctetRange keyword, out AssignedValue value)
    {
        var at = keyword.End;
        var name = OctetClass.Name.RunAt(Ahead(text, at, LongestName));
        at += name;
        var quote = QuoteAt(text[at..], out _);
        at += quote;
        if (at < text.Length && text[at] == ']')
        {
            at++;

            // [to-the-secret]: page.html is where a link leads to.
            if (quote == 0 && at < text.Length && text[at] == ':')
            {
                value = default;
                return false;
            }
        }

        var end = at;
        at += Blank(text, at);
        value = default;
        if (at >= text.Length)
        {
            return false;
        }

        var after = NamedValue(text, end);
        after = after >= 0 ? after : text[at] switch
        {
            (byte)'=' or (byte)':' or (byte)'-' or (byte)'>' => Operator(text, at),
            (byte)'(' when quote == 0 => Call(text, at + 1),
            (byte)',' when quote > 0 => Call(text, at + 1),
            _ => -1,
        };
        if (after < 0 && at > end && IsOption(text, keyword.Start))
        {
            after = at;
        }

        if (after < 0)
        {
            return false;
        }

        value = Value(text, after);
        return value.Start < text.Length;
    }

    private static AssignedValue Value(ReadOnlySpan<byte> text, int at)
    {
        at += Blank(text, at);
        at = Typed(text, at);

        // Languages mark strings of a special sort with one letter before them.
        if (text[at..] is [(byte)'@' or (byte)'$' or (byte)'b' or (byte)'r' or (byte)'u' or (byte)'L', (byte)'"' or (byte)'\'', ..])
        {
            at++;
        }

        var length = QuoteAt(text[at..], out var quote);
        return new AssignedValue(at + length, quote);
    }

    /// <summary>How long the quote at the beginning is, escaped or as an entity or not; <c>&amp;</c> stands for an entity.</summary>
    public static int QuoteAt(ReadOnlySpan<byte> text, out byte quote)
    {
        quote = 0;
        switch (text)
        {
            case [(byte)'"' or (byte)'\'' or (byte)'`', ..]:
                quote = text[0];
                return 1;
            case [(byte)'\\', (byte)'"' or (byte)'\'', ..]:
                quote = text[1];
                return 2;
            case [(byte)'&', ..] when text.StartsWith(EntityQuote):
                quote = (byte)'&';
                return EntityQuote.Length;
            default:
                return 0;
        }
    }

    // = := => -> : ::= > but nothing that compares, and no member of a type.
    private static int Operator(ReadOnlySpan<byte> text, int at)
    {
        var run = 0;
        while (run < 3 && at + run < text.Length && text[at + run] is (byte)'=' or (byte)':' or (byte)'>' or (byte)'-')
        {
            run++;
        }

        var sign = text.Slice(at, run);
        if (sign is [(byte)'>'] && at + 1 < text.Length && text[at + 1] == ' ')
        {
            // Map<String, Credential> name: the end of a type, or a comparison.
            return -1;
        }

        return sign is [(byte)'-'] or [(byte)'-', (byte)'-', ..] or [(byte)':', (byte)':'] || sign.IndexOf("=="u8) >= 0 || sign.IndexOf(">="u8) >= 0 ? -1 : at + run;
    }

    // Arguments are worth a look only where they are strings.
    private static int Call(ReadOnlySpan<byte> text, int at)
    {
        at += Blank(text, at);
        return at < text.Length && QuoteAt(text[at..], out _) > 0 ? at : -1;
    }

    // What holds names and values in fields of their own: <add key="name" value="…">, {"name": "name", "value": "…"}.
    private static int NamedValue(ReadOnlySpan<byte> text, int at)
    {
        var ahead = Ahead(text, at, LongestGap);
        var skipped = ahead.IndexOfAnyExcept(_joints);
        if (skipped <= 0 || !Ascii.EqualsIgnoreCase(Ahead(ahead, skipped, 5), "value"u8))
        {
            return -1;
        }

        at += skipped + 5;
        at += QuoteAt(text[at..], out _);
        at += Blank(text, at);
        return at < text.Length && text[at] is (byte)'=' or (byte)':' ? at + 1 : -1;
    }

    // name: string = "value"
    private static int Typed(ReadOnlySpan<byte> text, int at)
    {
        var type = OctetClass.Alphanumeric.RunAt(Ahead(text, at, LongestGap));
        if (type == 0)
        {
            return at;
        }

        var next = at + type;
        next += next < text.Length && text[next] == '?' ? 1 : 0;
        var blank = Blank(text, next);
        next += blank;
        if (blank == 0 || next + 1 >= text.Length || text[next] != '=' || text[next + 1] != ' ')
        {
            return at;
        }

        next += 1 + Blank(text, next + 1);
        return next < text.Length && QuoteAt(text[next..], out _) > 0 ? next : at;
    }

    private static bool IsOption(ReadOnlySpan<byte> text, int at)
    {
        var name = OctetClass.Name.RunBefore(text[Math.Max(0, at - LongestName)..at]);
        return name > 0 && text[at - name] == '-' && (at == name || text[at - name - 1] is (byte)' ' or (byte)'\t' or (byte)'"' or (byte)'\'' or (byte)'\n');
    }

    private static int Blank(ReadOnlySpan<byte> text, int at)
    {
        var ahead = Ahead(text, at, LongestGap);
        return ahead.IndexOfAnyExcept(" \t"u8) is >= 0 and var run ? run : ahead.Length;
    }

    private static ReadOnlySpan<byte> Ahead(ReadOnlySpan<byte> text, int at, int most) =>
        at >= text.Length ? [] : text.Slice(at, Math.Min(most, text.Length - at));
}
