using System.Globalization;

namespace Mim.Core.Discovery;

/// <summary>Names of hosts to look up: those of DNS, and with underscores, which many machines have in theirs.</summary>
internal static class HostName
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;
    private static readonly IdnMapping _idn = new();

    /// <summary>The name in lower case and A-labels (RFC 5890), without a dot at its end.</summary>
    /// <param name="text">The whole target, for the error.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the text.</exception>
    public static string Parse(string name, string text)
    {
        var ascii = Ascii(name.EndsWith('.') ? name[..^1] : name);
        var labels = ascii?.Split('.') ?? [];
        if (labels.Length == 0 || ascii!.Length > LongestName || !labels.All(IsLabel))
        {
            throw TargetText.Invalid(text, "neither an address, a block or a range of addresses nor a host name");
        }

        // No domain at the top begins with a digit (RFC 3696 section 2): this is a mistyped address.
        if (char.IsAsciiDigit(labels[^1][0]) && (labels.Length > 1 || labels[0].All(char.IsAsciiDigit)))
        {
            throw TargetText.Invalid(text, "it looks like an address and is none");
        }

        return ascii;
    }

    private static string? Ascii(string name)
    {
        try
        {
            return _idn.GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel
        && label.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
        && !label.StartsWith('-')
        && !label.EndsWith('-');
}
