using System.Collections.Concurrent;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Postgres;

/// <summary>Inserts of many rows as this engine spells them: the same text for any number of rows, so that it stays prepared.</summary>
internal static class RowTexts
{
    private static readonly ConcurrentDictionary<RowInsert, StatementText> _kept = new();

    public static StatementText Of(RowInsert insert) => _kept.GetOrAdd(insert, static insert => new StatementText(Text(insert)));

    /// <summary>The rows follow in the binary format.</summary>
    public static string CopyOf(RowInsert insert) =>
        $"COPY {insert.Table} ({string.Join(", ", insert.Columns)}) FROM STDIN (FORMAT binary)";

    private static string Text(RowInsert insert)
    {
        var arrays = $"unnest({string.Join(", ", Enumerable.Range(1, insert.Columns.Count).Select(number => $"${number}"))})";
        if (insert.Key.Count == 0)
        {
            return $"{insert.Into} SELECT * FROM {arrays}";
        }

        // One statement replaces a row only once: with what came last.
        var (columns, key) = (string.Join(", ", insert.Columns), string.Join(", ", insert.Key));
        return $"{insert.Into} SELECT DISTINCT ON ({key}) {columns} FROM {arrays} WITH ORDINALITY AS come ({columns}, place) " +
            $"ORDER BY {key}, place DESC{insert.OnConflict}";
    }
}
