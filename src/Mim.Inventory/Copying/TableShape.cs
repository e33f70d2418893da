using Mim.Inventory.Sql;

namespace Mim.Inventory.Copying;

/// <summary>A table of the schema: its columns, its key, and the statements that copy its rows.</summary>
internal sealed class TableShape
{
    private readonly string _page;
    private readonly string _pageAfter;

    /// <param name="name">As in the schema.</param>
    /// <param name="columns">In the order of the schema.</param>
    /// <param name="key">Where the columns of the primary key stand among them.</param>
    /// <param name="parent">Where the column stands that refers to another row of the same table; null when there is none.</param>
    public TableShape(string name, IReadOnlyList<Column> columns, IReadOnlyList<int> key, int? parent)
    {
        (Name, Columns, Key, Parent) = (name, columns, key, parent);
        var all = string.Join(", ", columns.Select(column => column.Name));
        var keys = string.Join(", ", key.Select(index => columns[index].Name));
        _page = $"SELECT {all} FROM {name} ORDER BY {keys} LIMIT ?";
        _pageAfter = $"SELECT {all} FROM {name} WHERE ({keys}) > ({Marks(key.Count)}) ORDER BY {keys} LIMIT ?";
        Count = $"SELECT count(*) FROM {name}";
        Delete = $"DELETE FROM {name} WHERE ({keys}) = ({Marks(key.Count)})";
        Upsert = new RowInsert(name, all, keys);
    }

    public string Name { get; }

    public IReadOnlyList<Column> Columns { get; }

    public IReadOnlyList<int> Key { get; }

    public int? Parent { get; }

    public string Count { get; }

    public RowInsert Upsert { get; }

    public string Delete { get; }

    /// <summary>The rows after <paramref name="last"/> in the order of the key.</summary>
    public IReadOnlyList<object?[]> Page(Database database, object?[]? last, int size)
    {
        using var statement = database.Prepare(last is null ? _page : _pageAfter);
        if (last is not null)
        {
            AddKey(statement, last);
        }

        statement.Add(size);
        var rows = new List<object?[]>(size);
        while (statement.Step())
        {
            rows.Add(Read(statement));
        }

        return rows;
    }

    /// <summary>Gives a statement the values of a whole row.</summary>
    public void AddRow(Statement statement, object?[] row)
    {
        for (var index = 0; index < row.Length; index++)
        {
            Add(statement, Columns[index].Type, row[index]);
        }
    }

    /// <summary>Gives a statement the values of a row's key.</summary>
    public void AddKey(Statement statement, object?[] row)
    {
        foreach (var index in Key)
        {
            Add(statement, Columns[index].Type, row[index]);
        }
    }

    private static string Marks(int count) => string.Join(", ", Enumerable.Repeat('?', count));

    private static void Add(Statement statement, ColumnType type, object? value) => _ = type switch
    {
        ColumnType.Number => statement.Add((long?)value),
        ColumnType.Text => statement.Add((string?)value),
        ColumnType.Id => statement.Add((Guid?)value),
        _ => statement.Add((byte[]?)value),
    };

    private object?[] Read(Statement statement)
    {
        var row = new object?[Columns.Count];
        for (var index = 0; index < row.Length; index++)
        {
            row[index] = Columns[index].Type switch
            {
                ColumnType.Number => statement.LongOrNull(),
                ColumnType.Text => statement.TextOrNull(),
                ColumnType.Id => statement.GuidOrNull(),
                _ => statement.BlobOrNull(),
            };
        }

        return row;
    }
}
