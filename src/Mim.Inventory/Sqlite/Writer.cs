using Mim.Inventory.Sql;

namespace Mim.Inventory.Sqlite;

/// <summary>
/// The one connection that writes. The disk makes a commit slow, not the rows: those who wait for one another change the store in
/// one transaction, each behind a savepoint of its own, and all return when its commit is durable.
/// </summary>
internal sealed class Writer(SqliteDatabase database, WriteLock writeLock, TimeProvider time) : IDisposable
{
    private readonly Turn _turn = new(typeof(SqliteInventory), () => SqliteFault.Locked(database.Location));
    private SharedCommit? _open;
    private bool _hasDestroyed;

    /// <summary>
    /// Runs <paramref name="work"/>, and returns when what it changed is committed; whatever it throws takes its changes back, and
    /// nobody else's.
    /// </summary>
    public T Run<T>(Func<SqliteDatabase, T> work, CancellationToken cancellationToken)
    {
        _turn.Enter(cancellationToken);
        T result;
        SharedCommit commit;
        try
        {
            commit = Begin(cancellationToken);
            result = commit.IsShared ? Join(work) : Start(work);
            commit.Share();
        }
        finally
        {
            EndTurn();
        }

        commit.Wait();
        return result;
    }

    /// <summary>
    /// Has the log copied into the file and emptied after the commit, so that destroyed rows do not linger there. Where a reader
    /// still needs the log, the next one to do this succeeds.
    /// </summary>
    public void TruncateAfterwards() => _hasDestroyed = true;

    public void Dispose() => _turn.End(() =>
    {
        Commit();
        Truncate();
        database.Dispose();
    });

    private SharedCommit Begin(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_open is null)
        {
            writeLock.Begin(database, cancellationToken);
            _open = new SharedCommit(time);
        }

        return _open;
    }

    private T Start<T>(Func<SqliteDatabase, T> work)
    {
        try
        {
            var result = work(database);
            database.Flush();
            return result;
        }
        catch
        {
            _open = null;
            database.Rollback();
            throw;
        }
    }

    private T Join<T>(Func<SqliteDatabase, T> work)
    {
        try
        {
            database.Execute("SAVEPOINT change");
            var result = work(database);
            database.Execute("RELEASE change");
            return result;
        }
        catch (Exception exception)
        {
            // A full disk, for one, has taken the whole transaction back.
            if (!database.TryRollbackTo("change"))
            {
                Fail(exception);
            }

            throw;
        }
    }

    // Whoever comes next goes on with the transaction, and the last one commits it for all.
    private void EndTurn()
    {
        if (_open is { IsYoung: true } && _turn.TryPass())
        {
            return;
        }

        Commit();
        _turn.Leave();
    }

    private void Commit()
    {
        if (_open is not { } commit)
        {
            return;
        }

        try
        {
            writeLock.Execute(database, "COMMIT", CancellationToken.None);
        }
        catch (Exception exception)
        {
            Fail(exception);
            return;
        }

        _open = null;
        commit.Succeed();
        if (_hasDestroyed)
        {
            Truncate();
        }
    }

    private void Fail(Exception exception)
    {
        database.Rollback();
        _open!.Fail(exception);
        _open = null;
    }

    private void Truncate()
    {
        _hasDestroyed = false;
        database.TryExecute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
