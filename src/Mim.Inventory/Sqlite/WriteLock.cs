using SQLitePCL;

namespace Mim.Inventory.Sqlite;

/// <summary>
/// Waits for a lock of the file. The engine's own waiting cannot be cancelled and backs off until late comers starve; short
/// random waits on the token let every process have its turn and Ctrl+C be heard at once.
/// </summary>
internal sealed class WriteLock(TimeProvider time, TimeSpan patience)
{
    public void Begin(SqliteDatabase database, CancellationToken cancellationToken) =>
        Execute(database, "BEGIN IMMEDIATE", cancellationToken);

    /// <summary>Runs a statement that takes a lock, again and again while another connection holds it.</summary>
    public void Execute(SqliteDatabase database, string sql, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var code = database.TryExecute(sql);
            if ((code & 0xFF) is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED))
            {
                database.Check(code);
                return;
            }

            if (time.GetElapsedTime(started) > patience)
            {
                throw SqliteFault.Locked(database.Location);
            }

            cancellationToken.WaitHandle.WaitOne(Random.Shared.Next(1, 26));
        }
    }
}
