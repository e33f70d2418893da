using System.Text;

namespace Mim.Discovery.Configurations;

/// <summary>Reads files with a setting a line: <c>name = value</c> or <c>name value</c>, comments after <c>#</c>.</summary>
internal static class Settings
{
    /// <param name="text">The file.</param>
    /// <param name="folds">Whether a line that begins with white space goes on with the setting before it.</param>
    /// <param name="continues">Whether a line that ends with a backslash goes on with the next.</param>
    public static IEnumerable<Setting> Read(string text, bool folds = false, bool continues = false)
    {
        Setting? open = null;
        foreach (var (number, line) in Lines(text, continues))
        {
            var content = line.Trim();
            if (content.Length == 0 || content[0] is '#' or ';')
            {
                continue;
            }

            if (folds && open is { } folded && char.IsWhiteSpace(line[0]))
            {
                open = folded with { Value = $"{folded.Value} {content}" };
                continue;
            }

            if (open is { } whole)
            {
                yield return whole;
            }

            open = Parse(number, content);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static IEnumerable<(int Number, string Text)> Lines(string text, bool continues)
    {
        var (number, first) = (0, 1);
        var open = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (continues && line.AsSpan().TrimEnd() is [.. var part, '\\'])
            {
                open.Append(part);
                continue;
            }

            yield return (first, open.Append(line).ToString());
            open.Clear();
            first = number + 1;
        }

        if (open.Length > 0)
        {
            yield return (first, open.ToString());
        }
    }

    private static Setting Parse(int number, ReadOnlySpan<char> content)
    {
        var end = content.IndexOfAny(" \t=");
        if (end < 0)
        {
            return new Setting(number, content.ToString(), string.Empty);
        }

        var value = content[end..].TrimStart();
        value = value.StartsWith("=") ? value[1..].TrimStart() : value;
        return new Setting(number, content[..end].ToString(), Unquote(value));
    }

    private static string Unquote(ReadOnlySpan<char> value)
    {
        if (value is ['"' or '\'', ..] && value[1..].IndexOf(value[0]) is var end and >= 0)
        {
            return value.Slice(1, end).ToString();
        }

        var comment = value.IndexOf(" #");
        return (comment < 0 ? value : value[..comment]).TrimEnd().ToString();
    }
}
