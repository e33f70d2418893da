using System.Text;
using System.Text.Json;

namespace Mim.Inventory.Sqlite;

/// <summary>Conditions that must all hold, with their parameters.</summary>
internal sealed class Conditions
{
    private readonly StringBuilder _sql = new();
    private readonly List<SqlValue> _values = [];

    public IReadOnlyList<SqlValue> Values => _values;

    /// <summary>A <c>WHERE</c> clause; empty when nothing was asked.</summary>
    public string Where => _sql.Length == 0 ? string.Empty : $" WHERE {_sql}";

    public Conditions And(string condition, params IReadOnlyList<SqlValue> values)
    {
        _sql.Append(_sql.Length == 0 ? string.Empty : " AND ").Append(condition);
        _values.AddRange(values);
        return this;
    }

    public Conditions AndIf(bool needed, string condition, params IReadOnlyList<SqlValue> values) =>
        needed ? And(condition, values) : this;

    /// <summary>One of these enum values; nothing is asked when there is none.</summary>
    public Conditions AndOneOf<T>(string column, IReadOnlyCollection<T> values)
        where T : struct, Enum =>
        values.Count == 0 ? this : And($"{column} IN ({string.Join(',', values.Select(value => Convert.ToInt32(value, null)))})");

    /// <summary>One of these patterns; nothing is asked when there is none.</summary>
    public Conditions AndMatches(string column, IReadOnlyCollection<string> patterns)
    {
        if (patterns.Count == 0)
        {
            return this;
        }

        var parsed = patterns.Select(WildcardPattern.Parse).ToList();
        var exact = parsed.Where(pattern => pattern.IsExact).Select(pattern => pattern.Prefix).Distinct().ToList();
        List<string> alternatives = [];
        List<SqlValue> values = [];
        if (exact.Count > 0)
        {
            alternatives.Add($"{column} IN (SELECT value FROM json_each(?))");
            values.Add(JsonSerializer.Serialize(exact));
        }

        foreach (var pattern in parsed.Where(pattern => !pattern.IsExact))
        {
            alternatives.Add($"{column} GLOB ?");
            values.Add(pattern.Glob);
        }

        return And($"({string.Join(" OR ", alternatives)})", values);
    }

    /// <summary>A copy that can grow on its own.</summary>
    public Conditions Copy()
    {
        var copy = new Conditions();
        copy._sql.Append(_sql);
        copy._values.AddRange(_values);
        return copy;
    }
}
