using Mim.Inventory.Sql;
using SQLitePCL;

namespace Mim.Inventory.Sqlite;

/// <summary>What every connection is told before its first use.</summary>
internal static class ConnectionSettings
{
    /// <summary>Pages of log after which it is copied into the file: rare enough to copy a page written often only once.</summary>
    private const int CheckpointPages = 8192;

    /// <summary>Milliseconds.</summary>
    private const int ReadersPatience = 1000;

    private const string Shared =
        """
        PRAGMA foreign_keys = ON;
        PRAGMA trusted_schema = OFF;
        PRAGMA cell_size_check = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA mmap_size = 0;
        """;

    public static void ForWriting(SqliteDatabase database)
    {
        FoldBeyondAscii(database);
        database.Execute(
            $"""
            {Shared}
            PRAGMA synchronous = FULL;
            PRAGMA secure_delete = ON;
            PRAGMA cache_size = -32768;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA wal_autocheckpoint = {CheckpointPages};
            """);
    }

    public static void ForReading(SqliteDatabase database)
    {
        // Readers meet a lock only for the moments in which another process opens or closes the log.
        raw.sqlite3_busy_timeout(database.Handle, ReadersPatience);
        FoldBeyondAscii(database);
        database.Execute(
            $"""
            {Shared}
            PRAGMA query_only = ON;
            PRAGMA cache_size = -16384;
            """);
    }

    // The engine's own lower() knows ASCII only.
    private static void FoldBeyondAscii(SqliteDatabase database) => database.Check(
        raw.sqlite3_create_function(
            database.Handle,
            "lower",
            1,
            raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC,
            null,
            static (context, _, arguments) =>
            {
                if (raw.sqlite3_value_text(arguments[0]).utf8_to_string() is { } text)
                {
                    raw.sqlite3_result_text(context, WildcardPattern.Fold(text));
                }
            }));
}
