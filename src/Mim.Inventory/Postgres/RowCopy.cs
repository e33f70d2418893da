using System.Collections.Concurrent;
using Mim.Inventory.Sql;
using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>Rows by COPY: the server spends a third less on them than on rows that come as arrays, and two round trips more.</summary>
internal static class RowCopy
{
    /// <summary>Rows from which that pays, to a server of the same site.</summary>
    private const int FewestRows = 512;

    private const string SmallColumns =
        "SELECT attname FROM pg_attribute WHERE attrelid = CAST($1 AS regclass) AND atttypid = CAST('smallint' AS regtype)";

    /// <summary>The same in every store: all have their schema of the same migrations.</summary>
    private static readonly ConcurrentDictionary<RowInsert, bool[]> _isSmall = new();

    /// <summary>Whether rows are many, and none of them may replace another.</summary>
    public static bool Pays(RowGroup group) => group.Rows >= FewestRows && group.Insert.Key.Count == 0;

    public static void Run(NpgsqlConnection connection, RowGroup group)
    {
        var isSmall = _isSmall.GetOrAdd(group.Insert, insert => Ask(connection, insert));
        try
        {
            using var stream = connection.BeginRawBinaryCopy(RowTexts.CopyOf(group.Insert));
            using var buffer = new CopyBuffer(stream, isSmall);
            buffer.Begin();
            group.CopyTo(buffer);
            buffer.End();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && group.Taken is { } taken)
        {
            throw taken();
        }
    }

    private static bool[] Ask(NpgsqlConnection connection, RowInsert insert)
    {
        using var command = new NpgsqlCommand(SmallColumns, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = insert.Table });
        using var rows = command.ExecuteReader();
        var small = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read())
        {
            small.Add(rows.GetString(0));
        }

        return [.. insert.Columns.Select(small.Contains)];
    }
}
