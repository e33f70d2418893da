using Mim.Core.Ports;
using Mim.Inventory.Copying;
using Mim.Inventory.Files;
using Mim.Inventory.Sqlite;

namespace Mim.Inventory.Maintenance;

/// <summary>A backup of a store on a server: the same store as one file, made while others write.</summary>
internal static class PostgresBackup
{
    public static void Write(IInventory store, string destination, TimeProvider time, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var file = NewFile.Beside(Path.GetFullPath(destination), mayExist: false);
        file.Close();
        using (var copy = new SqliteStoreFactory(time).Open(file.Path, create: true, cancellationToken))
        {
            new StoreTransfer().Copy(store, copy, progress, cancellationToken);
        }

        using (var copy = SqliteDatabase.Open(file.Path))
        {
            // A copy without a log is one file, whole by itself.
            copy.Execute("PRAGMA journal_mode = DELETE");
            StoreFile.Verify(copy, cancellationToken);
        }

        file.MoveIntoPlace();
    }
}
