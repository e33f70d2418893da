using Mim.Core;
using Mim.Inventory.Files;
using Mim.Inventory.Sqlite;
using SQLitePCL;

namespace Mim.Inventory.Maintenance;

/// <summary>Makes a consistent copy of a store while others write to it.</summary>
internal sealed class SqliteBackup(ReaderPool readers)
{
    /// <summary>Pages copied between two looks at the token.</summary>
    private const int PagesAStep = 512;

    public void Copy(string destination, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var goal = Path.GetFullPath(destination);
        using var file = NewFile.Beside(goal, mayExist: false);
        file.Close();
        using (var copy = SqliteDatabase.Open(file.Path))
        {
            readers.Use(store =>
            {
                CopyPages(store, copy, progress, cancellationToken);
                return true;
            });

            // A copy without a log is one file, whole by itself.
            copy.Execute("PRAGMA journal_mode = DELETE");
            StoreFile.Verify(copy, cancellationToken);
        }

        file.MoveIntoPlace();
    }

    private static void CopyPages(SqliteDatabase store, SqliteDatabase copy, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        // The snapshot keeps the copy from starting over with every change that another connection makes.
        using var snapshot = store.Snapshot();
        store.Execute("SELECT id FROM store");
        using var backup = raw.sqlite3_backup_init(copy.Handle, "main", store.Handle, "main");
        int code;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            code = raw.sqlite3_backup_step(backup, PagesAStep);
            if (code is raw.SQLITE_OK or raw.SQLITE_DONE)
            {
                progress?.Report(Done(backup));
            }
            else if ((code & 0xFF) is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED))
            {
                throw copy.Fault(code);
            }
            else
            {
                cancellationToken.WaitHandle.WaitOne(10);
            }
        }
        while (code != raw.SQLITE_DONE);
    }

    private static double Done(sqlite3_backup backup)
    {
        var all = raw.sqlite3_backup_pagecount(backup);
        return all == 0 ? 1 : 1 - ((double)raw.sqlite3_backup_remaining(backup) / all);
    }
}
