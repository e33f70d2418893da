using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mim.Core;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Postgres;

/// <summary>
/// Transactions that write: one at a time in the whole store, by a lock of the server that falls with the transaction. So
/// what a use case reads before it writes is still true when it commits, and the audit stays one chain.
/// </summary>
internal sealed class PostgresWriter(PostgresPool pool, string schema) : IDisposable
{
    private const string Begin = "SELECT CAST(pg_current_xact_id() AS text), pg_advisory_xact_lock(?)";

    // Rows of others are waited for only briefly, as nobody may wait long for these.
    private const string BeginAhead = "SELECT CAST(pg_current_xact_id() AS text), set_config('lock_timeout', '250ms', true)";

    private readonly long _lock = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"mim store {schema}")));
    private readonly Turn _turn = new(typeof(PostgresInventory), () => PostgresFault.Locked(pool.Location));

    /// <summary>Runs <paramref name="work"/> between begin and commit; whatever it throws rolls everything back.</summary>
    public T Run<T>(Func<PostgresDatabase, T> work, CancellationToken cancellationToken) => _turn.Take(
        () =>
        {
            var transaction = string.Empty;
            using var database = pool.Take(
                connection => transaction = Started(connection, Begin, [_lock], cancellationToken), cancellationToken);
            try
            {
                var result = Work(work, database);
                Commit(database, transaction);
                return result;
            }
            finally
            {
                database.Rollback();
            }
        },
        cancellationToken);

    /// <summary>
    /// As <see cref="Run{T}"/>, but <paramref name="ahead"/> does not wait for the turn. Null when everything was taken back for others.
    /// </summary>
    public T? TryRunAhead<TAhead, T>(
        Func<PostgresDatabase, TAhead?> ahead, Func<PostgresDatabase, TAhead, T> work, CancellationToken cancellationToken)
        where TAhead : class
        where T : class
    {
        var transaction = string.Empty;
        using var database = pool.Take(
            connection => transaction = Started(connection, BeginAhead, [], cancellationToken), cancellationToken);
        try
        {
            return Work(ahead, database) is { } done && new LateTurn(_turn, _lock).TryTake(database, cancellationToken)
                ? InTurn(done)
                : null;
        }
        catch (MimException e) when (e.Cause is MimErrorCause.IdentityExists or MimErrorCause.StoreLocked)
        {
            return null;
        }
        finally
        {
            database.Rollback();
        }

        T InTurn(TAhead done)
        {
            try
            {
                database.Hasten();
                var result = Work(database => work(database, done), database);
                Commit(database, transaction);
                return result;
            }
            finally
            {
                _turn.Leave();
            }
        }
    }

    public void Dispose() => _turn.End(pool.Dispose);

    // Gives the transaction's id, by which its end can be asked for should the connection be lost.
    private static string Started(PostgresDatabase database, string begin, SqlValue[] values, CancellationToken cancellationToken)
    {
        using var interrupt = database.InterruptOn(cancellationToken);
        database.Begin("ISOLATION LEVEL READ COMMITTED");
        using var begun = database.Prepared(begin);
        begun.Add(values).Step();
        return begun.Text();
    }

    // The work may have told others what it saw, so it does not run again on another connection.
    private static T Work<T>(Func<PostgresDatabase, T> work, PostgresDatabase database)
    {
        try
        {
            return work(database);
        }
        catch (MimException e) when (database.IsLost)
        {
            throw NotStored(e);
        }
    }

    private void Commit(PostgresDatabase database, string transaction)
    {
        try
        {
            database.Commit();
        }
        catch (MimException e) when (database.IsLost)
        {
            switch (new TransactionEnd(pool).Of(transaction))
            {
                case true:
                    return;
                case false:
                    throw NotStored(e);
                default:
                    throw new MimException(e.Cause, $"{e.Message} Whether the last change was stored is not known.", e.Subject);
            }
        }
    }

    private static MimException NotStored(MimException e) => new(e.Cause, $"{e.Message} Nothing of this change was stored.", e.Subject);
}
