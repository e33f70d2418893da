using System.Text;

namespace Mim.Discovery.Accounts;

/// <summary>The records of a CSV file (RFC 4180), one at a time.</summary>
internal static class CsvRows
{
    /// <summary>No account is described at such length.</summary>
    private const int LongestRecord = 1 << 20;

    /// <summary>Each record with the line it begins in.</summary>
    /// <exception cref="FormatException">A record has no end.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(TextReader text)
    {
        var (line, begin, length, isQuoted) = (1, 1, 0, false);
        var fields = new List<string>();
        var field = new StringBuilder();
        for (var next = text.Read(); next >= 0; next = text.Read())
        {
            line += next == '\n' ? 1 : 0;
            if (++length > LongestRecord)
            {
                throw new FormatException($"the record in line {begin} is longer than {LongestRecord >> 20} MiB");
            }

            switch (next)
            {
                case '"' when isQuoted && text.Peek() == '"':
                    field.Append((char)text.Read());
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    Take(fields, field);
                    break;
                case '\n' when !isQuoted:
                    Take(fields, field);
                    yield return (begin, [.. fields]);
                    fields.Clear();
                    (begin, length) = (line, 0);
                    break;
                case '\r' when !isQuoted:
                    break;
                default:
                    field.Append((char)next);
                    break;
            }
        }

        if (length > 0)
        {
            Take(fields, field);
            yield return (begin, fields);
        }
    }

    private static void Take(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        field.Clear();
    }
}
