using System.Globalization;
using Mim.Core;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Sqlite;

/// <summary>Brings a file to the newest schema. Several processes may try at once; one does it.</summary>
internal sealed class SqliteMigrator(TimeProvider time, WriteLock writeLock, IReadOnlyList<Migration> migrations)
{
    /// <summary><c>MIM1</c>, in the header of every store: nobody's other database is migrated by mistake.</summary>
    private const int ApplicationId = 0x4D494D31;

    private const string MigrationTable =
        "CREATE TABLE migration (number integer NOT NULL PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL)";

    /// <summary>The number of the last migration; 0 for an empty file.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreUnusable"/>: another program's database.</exception>
    public static int VersionOf(SqliteDatabase database)
    {
        // Another process may be making the store between the two reads.
        using var snapshot = database.Snapshot();
        var id = Single(database, "PRAGMA application_id");
        if (id == ApplicationId)
        {
            return (int)Single(database, "SELECT coalesce(max(number), 0) FROM migration");
        }

        return id == 0 && Single(database, "SELECT count(*) FROM sqlite_master") == 0
            ? 0
            : throw new MimException(
                MimErrorCause.StoreUnusable,
                $"'{database.Location}' is a database of another program, not a store.",
                database.Location);
    }

    public void Migrate(SqliteDatabase database, CancellationToken cancellationToken)
    {
        var isBehind = IsBehind(database);

        // A restored store comes without the write-ahead log.
        writeLock.Execute(database, "PRAGMA journal_mode = WAL", cancellationToken);
        if (!isBehind)
        {
            return;
        }

        writeLock.Begin(database, cancellationToken);
        try
        {
            if (IsBehind(database))
            {
                Apply(database);
            }

            database.Execute("COMMIT");
        }
        finally
        {
            database.Rollback();
        }
    }

    private void Apply(SqliteDatabase database)
    {
        var now = time.GetUtcNow();
        var current = VersionOf(database);
        if (current == 0)
        {
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
            database.Execute(MigrationTable);
        }

        foreach (var migration in migrations.Where(migration => migration.Number > current))
        {
            database.Execute(migration.Sql);
            using var record = database.Prepare("INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)");
            record.Add(migration.Number).Add(migration.Name).Add(now).Run();
        }

        using var store = database.Prepare("INSERT INTO store (one, id, created_at) VALUES (1, ?, ?) ON CONFLICT DO NOTHING");
        store.Add(Guid.CreateVersion7(now)).Add(now).Run();
    }

    private bool IsBehind(SqliteDatabase database)
    {
        var current = VersionOf(database);
        var newest = migrations[^1].Number;
        return current <= newest
            ? current < newest
            : throw Migration.TooNew(database.Location, current, newest);
    }

    private static long Single(SqliteDatabase database, string sql)
    {
        using var statement = database.Prepare(sql);
        return statement.Step() ? statement.Long() : 0;
    }
}
