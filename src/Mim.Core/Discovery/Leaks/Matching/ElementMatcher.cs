using System.Text;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>What an element of XML holds, where the element or one around it has a telling name.</summary>
/// <param name="mark">What the value follows, in lower case.</param>
internal sealed class ElementMatcher(byte[] mark) : ISecretMatcher
{
    private const int LongestGap = 192;
    private const int LongestValue = 8192;

    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        Span<byte> folded = stackalloc byte[LongestGap];
        Ascii.ToLower(text[keyword.End..Math.Min(text.Length, keyword.End + LongestGap)], folded, out var length);
        var gap = folded[..length].IndexOf(mark);
        if (gap < 0)
        {
            return OctetRange.None;
        }

        var start = keyword.End + gap + mark.Length;
        var end = text[start..Math.Min(text.Length, start + LongestValue)].IndexOf((byte)'<');
        return end > 0 && text.Slice(start, end).IndexOfAny("\r\n${"u8) < 0 ? new OctetRange(start, end) : OctetRange.None;
    }
}
