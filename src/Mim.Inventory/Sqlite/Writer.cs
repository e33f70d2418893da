namespace Mim.Inventory.Sqlite;

/// <summary>The one connection that writes, and the order in which this process's threads use it.</summary>
internal sealed class Writer(Database database, WriteLock writeLock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _owner;
    private bool _disposed;

    /// <summary>Runs <paramref name="work"/> between begin and commit; whatever it throws rolls everything back.</summary>
    public T Run<T>(Func<Database, T> work, CancellationToken cancellationToken) => Alone(
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
                // The engine has rolled back by itself after some errors, a full disk among them.
                if (database.InTransaction)
                {
                    database.TryExecute("ROLLBACK");
                }
            }
        },
        cancellationToken);

    /// <summary>
    /// Copies the log into the file and empties it, so that destroyed rows do not linger there. Where a reader still needs
    /// the log, the next one to do this succeeds.
    /// </summary>
    public void Truncate() => Alone(() => database.TryExecute("PRAGMA wal_checkpoint(TRUNCATE)"), CancellationToken.None);

    public void Dispose()
    {
        Alone(
            () =>
            {
                _disposed = true;
                database.TryExecute("PRAGMA wal_checkpoint(TRUNCATE)");
                database.Dispose();
                return true;
            },
            CancellationToken.None);
        _turn.Dispose();
    }

    private T Alone<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var self = Environment.CurrentManagedThreadId;
        if (Volatile.Read(ref _owner) == self)
        {
            throw new InvalidOperationException("A transaction cannot begin within another.");
        }

        if (!_turn.Wait(WriteLock.Patience, cancellationToken))
        {
            throw SqliteFault.Locked(database.Path);
        }

        Volatile.Write(ref _owner, self);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteInventory));
            return work();
        }
        finally
        {
            Volatile.Write(ref _owner, 0);
            _turn.Release();
        }
    }
}
