using System.Text;
using System.Text.RegularExpressions;

namespace Mim.Discovery.Configurations;

/// <summary>Puts the values of variables into a setting: <c>$name</c>, <c>${name}</c> and <c>$(name)</c>.</summary>
internal static partial class VariableText
{
    // Values that double from line to line would fill the memory; no path and no list of paths is as long.
    private const int Longest = 4 << 10;

    /// <summary>Each variable once; those that nobody knows stay as they are.</summary>
    /// <returns>Null when it grows longer than any setting is.</returns>
    public static string? Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder();
        var at = 0;
        for (var match = Variable().Match(text); match.Success && result.Length <= Longest; match = match.NextMatch())
        {
            result.Append(text, at, match.Index - at);
            result.Append(variables.GetValueOrDefault(match.Groups["name"].Value, match.Value));
            at = match.Index + match.Length;
        }

        return result.Length + text.Length - at <= Longest ? result.Append(text, at, text.Length - at).ToString() : null;
    }

    [GeneratedRegex(@"\$(?:\{(?<name>\w+)\}|\((?<name>\w+)\)|(?<name>\w+))")]
    private static partial Regex Variable();
}
