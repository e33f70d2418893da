namespace Mim.Inventory.Sqlite;

/// <summary>Lets several reads on one connection see one state; within a transaction they do anyway.</summary>
internal sealed class Snapshot : IDisposable
{
    private readonly SqliteDatabase? _database;

    private Snapshot(SqliteDatabase? database) => _database = database;

    public static Snapshot Of(SqliteDatabase database)
    {
        if (database.InTransaction)
        {
            return new Snapshot(null);
        }

        database.Execute("BEGIN");
        return new Snapshot(database);
    }

    public void Dispose() => _database?.TryExecute("COMMIT");
}
