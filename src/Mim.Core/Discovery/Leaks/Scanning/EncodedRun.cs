using System.Buffers;
using System.Buffers.Text;
using Mim.Core.Discovery.Leaks.Keywords;
using Mim.Core.Discovery.Leaks.Matching;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery.Leaks.Scanning;

/// <summary>The encoded text around a place, and what it says.</summary>
internal static class EncodedRun
{
    private const int MostBefore = 32 << 10;
    private const int MostAfter = 64 << 10;

    private static readonly SearchValues<byte> _ends = SearchValues.Create(" \t\r\n\"'<>"u8);

    /// <summary>Ways in which groups of characters can lie: four of base64, two of hexadecimal, one of percent signs.</summary>
    public const int Alignments = 7;

    /// <summary>That of percent signs.</summary>
    public const int OfPercent = 6;

    /// <summary>Of base64 and hexadecimal, a run of that length may go on.</summary>
    public const int Longest = MostAfter;

    /// <summary>Of text with percent signs, no more is decoded at once.</summary>
    public const int LongestPercent = 4 << 10;

    /// <summary>Which of them a keyword shows: a run decodes to the same wherever it is met in the same one.</summary>
    public static int AlignmentOf(Keyword keyword, int at) =>
        keyword.Encoding == SecretEncoding.Hexadecimal ? 4 + (at & 1) : (at - keyword.Lead) & 3;

    /// <summary>Where the run lies, and what it decodes to, which the caller disposes; null when it is none.</summary>
    /// <param name="text">Around it.</param>
    /// <param name="keyword">What was seen.</param>
    /// <param name="at">Where.</param>
    /// <param name="place">Where the run lies.</param>
    public static KeyMaterial? Decode(ReadOnlySpan<byte> text, Keyword keyword, int at, out OctetRange place)
    {
        var isHex = keyword.Encoding == SecretEncoding.Hexadecimal;
        var octets = isHex ? OctetClass.Hexadecimal : OctetClass.AnyBase64;
        var group = isHex ? 2 : 4;
        var before = octets.RunBefore(text[Math.Max(0, at - MostBefore)..at]);
        var start = at - before + ((before - keyword.Lead) % group + group) % group;
        var end = at + octets.RunAt(text[at..Math.Min(text.Length, at + MostAfter)]);
        if (end < start)
        {
            place = default;
            return null;
        }

        place = new OctetRange(start, end - start);
        return isHex ? FromHexadecimal(text[start..end]) : FromBase64(text[start..end]);
    }

    /// <summary>Text with percent signs from <paramref name="at"/> to its end; null when it decodes to itself.</summary>
    public static KeyMaterial? DecodePercent(ReadOnlySpan<byte> text, int at, out OctetRange place)
    {
        var rest = text[at..Math.Min(text.Length, at + LongestPercent)];
        var end = rest.IndexOfAny(_ends);
        rest = end < 0 ? rest : rest[..end];
        place = new OctetRange(at, rest.Length);
        using var decoded = new KeyMaterial(rest.Length);
        var length = 0;
        for (var index = 0; index < rest.Length; index++)
        {
            if (rest[index] == '%' && index + 2 < rest.Length && Utf8Parser.TryParse(rest.Slice(index + 1, 2), out byte octet, out var read, 'x') && read == 2)
            {
                decoded.Span[length++] = octet;
                index += 2;
            }
            else
            {
                decoded.Span[length++] = rest[index];
            }
        }

        return length == rest.Length ? null : KeyMaterial.CopyOf(decoded.Span[..length]);
    }

    private static KeyMaterial? FromHexadecimal(ReadOnlySpan<byte> run)
    {
        using var decoded = new KeyMaterial(run.Length / 2);
        return Convert.FromHexString(run[..(decoded.Length * 2)], decoded.Span, out _, out var length) == OperationStatus.Done
            ? KeyMaterial.CopyOf(decoded.Span[..length])
            : null;
    }

    private static KeyMaterial? FromBase64(ReadOnlySpan<byte> run)
    {
        // What one character alone says is less than an octet.
        run = run.Length % 4 == 1 ? run[..^1] : run;
        using var padded = new KeyMaterial((run.Length + 3) / 4 * 4);
        for (var index = 0; index < run.Length; index++)
        {
            padded.Span[index] = run[index] switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', var octet => octet };
        }

        padded.Span[run.Length..].Fill((byte)'=');
        using var decoded = new KeyMaterial(padded.Length);
        Base64.DecodeFromUtf8(padded.Span, decoded.Span, out _, out var length);
        return length == 0 ? null : KeyMaterial.CopyOf(decoded.Span[..length]);
    }
}
