using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Mim.Inventory.Postgres;

/// <summary>Texts whose question marks were numbered, as this engine wants its parameters: <c>$1</c>, <c>$2</c>.</summary>
internal static class ParameterMarks
{
    private static readonly ConcurrentDictionary<string, StatementText> _kept = new(ReferenceEqualityComparer.Instance);

    /// <summary>For the constants of this assembly: done once each.</summary>
    public static StatementText Kept(string sql) => _kept.GetOrAdd(sql, static text => new StatementText(Number(text)));

    /// <summary>No text of this assembly has a question mark that is none of a parameter.</summary>
    public static string Number(string sql)
    {
        var numbered = new StringBuilder(sql.Length + 64);
        var count = 0;
        foreach (var character in sql)
        {
            _ = character == '?'
                ? numbered.Append(CultureInfo.InvariantCulture, $"${++count}")
                : numbered.Append(character);
        }

        return numbered.ToString();
    }
}
