using Mim.Inventory.Sql;

namespace Mim.Inventory.Postgres;

/// <summary>
/// How a transaction comes to its turn that has written already. It never waits in a line: one who has the turn might wait for a row of
/// it, and both for ever. So it looks again and again, and gives way to whoever waits for it.
/// </summary>
/// <param name="turn">The order of the threads of this process.</param>
/// <param name="key">The server's lock that is the turn in the store.</param>
internal sealed class LateTurn(Turn turn, long key)
{
    private const string TryLock = "SELECT CAST(CAST(pg_try_advisory_xact_lock(?) AS integer) AS bigint)";

    private const string CountWaiting =
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))";

    /// <summary>Two seconds of looking: after that it is quicker to stand in line and to begin anew.</summary>
    private const int Looks = 1000;

    /// <summary>Looks within this process cost nothing; a question to the server does.</summary>
    private const int LooksPerQuestion = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Whether the turn is there, which whoever called gives back; if not, the transaction is to be taken back.</summary>
    public bool TryTake(PostgresDatabase database, CancellationToken cancellationToken)
    {
        for (var look = 0; look < Looks; look++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (turn.TryEnter() && TryLockStore(database))
            {
                return true;
            }

            if (look % LooksPerQuestion == 0 && Ask(database, CountWaiting) > 0)
            {
                return false;
            }

            cancellationToken.WaitHandle.WaitOne(Pause);
        }

        return false;
    }

    // Without the server's lock the turn of the process goes to the next.
    private bool TryLockStore(PostgresDatabase database)
    {
        var isLocked = false;
        try
        {
            isLocked = Ask(database, TryLock, key) != 0;
            return isLocked;
        }
        finally
        {
            if (!isLocked)
            {
                turn.Leave();
            }
        }
    }

    private static long Ask(PostgresDatabase database, string question, params SqlValue[] values)
    {
        using var answer = database.Prepared(question);
        answer.Add(values).Step();
        return answer.Long();
    }
}
