namespace Mim.Inventory.Sql;

/// <summary>An insert of whole rows, of which many may reach the engine as one statement.</summary>
internal sealed class RowInsert
{
    /// <param name="table">Where the rows go.</param>
    /// <param name="columns">Their columns, in the order in which values are added.</param>
    /// <param name="key">The columns by which a row replaces the one that is there; it fails without them.</param>
    /// <param name="isParent">Whether rows of other inserts refer to these, which have to be there first.</param>
    public RowInsert(string table, IReadOnlyList<string> columns, IReadOnlyList<string>? key = null, bool isParent = false)
    {
        (Table, Columns, Key, IsParent) = (table, columns, key ?? [], isParent);
        Into = $"INSERT INTO {table} ({string.Join(", ", columns)})";
        OnConflict = key is null ? string.Empty : Replacing(columns, key);
        OneRow = $"{Into} VALUES ({string.Join(", ", columns.Select(_ => '?'))}){OnConflict}";
    }

    /// <inheritdoc cref="RowInsert(string, IReadOnlyList{string}, IReadOnlyList{string}, bool)"/>
    public RowInsert(string table, string columns, string? key = null, bool isParent = false)
        : this(table, Names(columns), key is null ? null : Names(key), isParent)
    {
    }

    public string Table { get; }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<string> Key { get; }

    public bool IsParent { get; }

    /// <summary>The statement up to where its rows come from.</summary>
    public string Into { get; }

    /// <summary>The statement after its rows.</summary>
    public string OnConflict { get; }

    /// <summary>As a statement for one row.</summary>
    public string OneRow { get; }

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries);

    private static string Replacing(IReadOnlyList<string> columns, IReadOnlyList<string> key)
    {
        var rest = columns.Except(key).Select(column => $"{column} = excluded.{column}").ToList();
        var action = rest.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", rest)}";
        return $" ON CONFLICT ({string.Join(", ", key)}) DO {action}";
    }
}
