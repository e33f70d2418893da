namespace Mim.Core.Discovery;

/// <summary>
/// Characters that act on a terminal, or turn the text around them about, instead of being shown: strangers name things with them.
/// </summary>
public static class Unprintable
{
    private const char Replacement = '\uFFFD';

    /// <summary>Controls, and the marks of writing direction (Unicode's Bidi_Control).</summary>
    public static bool Is(char character) => char.IsControl(character)
        || character is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The text with a mark in the place of each.</summary>
    public static string Replace(string text) =>
        text.Any(Is) ? new string([.. text.Select(character => Is(character) ? Replacement : character)]) : text;
}
