using System.Text.RegularExpressions;

namespace Mim.Core.Stores;

/// <summary>The two ways of writing a connection: <c>Host=…;Database=…</c> and <c>postgresql://user@host/database?…</c>.</summary>
internal static partial class ConnectionText
{
    /// <summary>Whether a text is a connection and not the path of a file.</summary>
    public static bool Is(string text) => Address().IsMatch(text)
        || (FirstName().Match(text) is { Success: true } first && PostgresSettings.Find(first.Groups["name"].Value) is not null);

    /// <summary>The settings under the names they have there, in order.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, without a word of the text: it may hold a password.</exception>
    public static IEnumerable<(string Name, string Value)> Parse(string text) => Address().IsMatch(text) ? ParseAddress(text.Trim()) : ParsePairs(text);

    /// <summary>A value as it stands behind the sign of equality.</summary>
    public static string Quote(string value) =>
        value.AsSpan().IndexOfAny(";'\"=") < 0 && value.Trim().Length == value.Length
        ? value
        : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<(string Name, string Value)> ParsePairs(string text)
    {
        var match = Pairs().Match(text);
        if (!match.Success)
        {
            throw new MimException(MimErrorCause.InvalidArgument, "The connection string is not of the form 'Host=…;Database=…'.");
        }

        return match.Groups["name"].Captures.Zip(match.Groups["value"].Captures, (name, value) => (name.Value.Trim(), Unquote(value.Value.Trim())));
    }

    private static IEnumerable<(string Name, string Value)> ParseAddress(string text)
    {
        var match = Parts().Match(text);
        if (!match.Success)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument,
                "The address of the store is not of the form 'postgresql://user@host:port/database?sslmode=…'; characters such as / @ ? are written as %2F %40 %3F.");
        }

        var found = new[] { "host", "port", "database", "user", "password" }
            .Where(name => match.Groups[name].Length > 0)
            .Select(name => (name, Uri.UnescapeDataString(match.Groups[name].Value)));
        var settings = match.Groups["setting"].Captures.Zip(
            match.Groups["value"].Captures, (name, value) => (Uri.UnescapeDataString(name.Value), Uri.UnescapeDataString(value.Value)));
        return found.Concat(settings);
    }

    private static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] is not ('"' or '\''))
        {
            return value;
        }

        var mark = value[..1];
        return value[1..^1].Replace(mark + mark, mark, StringComparison.Ordinal);
    }

    [GeneratedRegex("^\\s*postgres(ql)?://", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"^\s*(?<name>[a-z][a-z _]*?)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex FirstName();

    [GeneratedRegex("""^(?>[\s;]*(?<name>[^=;'"]+)=\s*(?<value>'(?:[^']|'')*'|"(?:[^"]|"")*"|(?!['"])[^;]*)\s*(?:;|$))*[\s;]*$""")]
    private static partial Regex Pairs();

    [GeneratedRegex(
        @"^\w+://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?:(?:\[(?<host>[^\]]+)\]|(?<host>[^:@/?\[\],]+))(?::(?<port>\d+))?|(?<host>[^@/?\[\]]+,[^@/?]+))?(?:/(?<database>[^/?@]*))?(?:\?(?:(?<setting>[^=&]+)=(?<value>[^&]*)(?:&|$))*)?$")]
    private static partial Regex Parts();
}
