using System.Text;

namespace Mim.Inventory.Sql;

/// <summary>Conditions that must all hold, with their parameters.</summary>
internal sealed class Conditions(SqlDialect dialect)
{
    private readonly StringBuilder _sql = new();
    private readonly List<SqlValue> _values = [];

    public SqlDialect Dialect => dialect;

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

    /// <summary>Holds a column against a time; nothing is asked when there is none.</summary>
    public Conditions AndTime(string condition, DateTimeOffset? time) => time is { } at ? And(condition, at) : this;

    /// <summary>One of these enum values; nothing is asked when there is none.</summary>
    public Conditions AndOneOf<T>(string column, IReadOnlyCollection<T> values)
        where T : struct, Enum =>
        values.Count == 0 ? this : And($"{column} IN ({string.Join(',', values.Select(value => Convert.ToInt32(value, null)))})");

    /// <summary>One of these ids; nothing is asked when the list is null.</summary>
    public Conditions AndOneOf(string column, IReadOnlyList<Guid>? ids) =>
        ids is null ? this : And(dialect.IsOneOfIds(column), SqlValue.ListOf(ids));

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
            alternatives.Add(dialect.IsOneOfTexts(column));
            values.Add(SqlValue.ListOf(exact));
        }

        foreach (var match in parsed.Where(pattern => !pattern.IsExact).Select(pattern => dialect.Matches(column, pattern)))
        {
            alternatives.Add(match.Sql);
            values.AddRange(match.Values);
        }

        return And($"({string.Join(" OR ", alternatives)})", values);
    }

    /// <summary>A copy that can grow on its own.</summary>
    public Conditions Copy()
    {
        var copy = new Conditions(dialect);
        copy._sql.Append(_sql);
        copy._values.AddRange(_values);
        return copy;
    }
}
