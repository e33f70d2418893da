using Mim.Inventory.Sql;

namespace Mim.Inventory.Sqlite;

/// <summary>The one connection that writes.</summary>
internal sealed class Writer(SqliteDatabase database, WriteLock writeLock) : IDisposable
{
    private readonly Turn _turn = new(typeof(SqliteInventory), () => SqliteFault.Locked(database.Location));

    /// <summary>Runs <paramref name="work"/> between begin and commit; whatever it throws rolls everything back.</summary>
    public T Run<T>(Func<SqliteDatabase, T> work, CancellationToken cancellationToken) => _turn.Take(
        () =>
        {
            writeLock.Begin(database, cancellationToken);
            try
            {
                var result = work(database);
                writeLock.Execute(database, "COMMIT", CancellationToken.None);
                return result;
            }
            finally
            {
                database.Rollback();
            }
        },
        cancellationToken);

    /// <summary>
    /// Copies the log into the file and empties it, so that destroyed rows do not linger there. Where a reader still needs
    /// the log, the next one to do this succeeds.
    /// </summary>
    public void Truncate() => _turn.Take(() => database.TryExecute("PRAGMA wal_checkpoint(TRUNCATE)"), CancellationToken.None);

    public void Dispose()
    {
        _turn.End(() =>
        {
            database.TryExecute("PRAGMA wal_checkpoint(TRUNCATE)");
            database.Dispose();
        });
        _turn.Dispose();
    }
}
