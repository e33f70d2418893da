namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Lines of five fields with colons between, the last of them a password: <c>.pgpass</c> of PostgreSQL.</summary>
internal sealed class PasswordFileMatcher : ISecretMatcher
{
    private const int LongestLine = 512;
    private const int FieldsBefore = 4;
    private const int LeastPassword = 4;

    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        var first = Math.Max(0, keyword.Start - LongestLine);
        var start = first + text[first..keyword.Start].LastIndexOf((byte)'\n') + 1;
        var line = text[start..Math.Min(text.Length, start + LongestLine)];
        line = line.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? line[..end] : line;
        var at = 0;
        for (var field = 0; field < FieldsBefore; field++)
        {
            var length = Field(line[at..]);
            if (length <= 0 || at + length == line.Length || !IsField(field, line.Slice(at, length)))
            {
                return OctetRange.None;
            }

            at += length + 1;
        }

        return line.Length - at >= LeastPassword && Field(line[at..]) == line.Length - at && line[at..].IndexOfAny(" \t/"u8) < 0
            ? new OctetRange(start + at, line.Length - at)
            : OctetRange.None;
    }

    // Up to a colon that no backslash stands before.
    private static int Field(ReadOnlySpan<byte> line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == ':')
            {
                return at;
            }

            at += line[at] == '\\' ? 1 : 0;
        }

        return line.Length;
    }

    private static bool IsField(int field, ReadOnlySpan<byte> text) => field == 1
        ? text is [(byte)'*'] || !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        : text.IndexOfAny(" \t\"'"u8) < 0;
}
