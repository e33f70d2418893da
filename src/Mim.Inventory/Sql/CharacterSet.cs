using System.Text;

namespace Mim.Inventory.Sql;

/// <summary>A set such as <c>[a-cx]</c> within a wildcard pattern.</summary>
internal sealed record CharacterSet(string Glob, string Regular, int End)
{
    /// <summary>Reads the set that begins at <paramref name="start"/>; null when it is never closed, and so an ordinary bracket.</summary>
    public static CharacterSet? TryRead(string pattern, int start)
    {
        List<(char Low, char High)> ranges = [];
        var i = start + 1;
        while (i < pattern.Length && (pattern[i] != ']' || i == start + 1))
        {
            var low = Next(pattern, ref i);
            var high = low;
            if (i + 1 < pattern.Length && pattern[i] == '-' && pattern[i + 1] != ']')
            {
                i++;
                high = Next(pattern, ref i);
            }

            ranges.Add((low, high));
        }

        return i < pattern.Length ? new CharacterSet(ToGlob(ranges), ToRegular(ranges), i) : null;
    }

    /// <summary>A character that stands for itself in a regular expression, within a set and without.</summary>
    public static string Escaped(char character) => char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) && character > ' '
        ? $"\\{character}"
        : $"{character}";

    private static char Next(string pattern, ref int i)
    {
        if (pattern[i] == '`' && i + 1 < pattern.Length)
        {
            i++;
        }

        return pattern[i++];
    }

    // In GLOB a bracket must come first, a hyphen last and a caret anywhere but first, where it would negate.
    private static string ToGlob(List<(char Low, char High)> ranges)
    {
        var glob = new StringBuilder("[");
        foreach (var (low, high) in ranges.OrderBy(range => range.Low switch { ']' => 0, '^' => 2, '-' => 3, _ => 1 }))
        {
            glob.Append(low == high ? $"{low}" : $"{low}-{high}");
        }

        return ranges is [('^', '^')] ? "^" : glob.Append(']').ToString();
    }

    // A range that runs backwards holds nothing, which a regular expression takes for a mistake.
    private static string ToRegular(List<(char Low, char High)> ranges)
    {
        var regular = string.Concat(ranges
            .Where(range => range.Low <= range.High)
            .Select(range => range.Low == range.High ? Escaped(range.Low) : $"{Escaped(range.Low)}-{Escaped(range.High)}"));
        return regular.Length == 0 ? "(?!.)." : $"[{regular}]";
    }
}
