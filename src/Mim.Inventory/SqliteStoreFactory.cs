using Mim.Core;
using Mim.Core.Ports;
using Mim.Inventory.Files;
using Mim.Inventory.Maintenance;
using Mim.Inventory.Sql;
using Mim.Inventory.Sqlite;
using SQLitePCL;

namespace Mim.Inventory;

/// <summary>Stores in one SQLite file each. Thread-safe.</summary>
/// <param name="time">The clock that dates migrations and measures waiting.</param>
public sealed class SqliteStoreFactory(TimeProvider time) : IStoreFactory
{
    /// <summary>How long opening waits for another process that makes the same store, in milliseconds.</summary>
    private const int OpeningPatience = 5000;

    public IInventory Open(string location, bool create, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(location);
        cancellationToken.ThrowIfCancellationRequested();
        if (!File.Exists(path))
        {
            if (!create)
            {
                throw NotFound(path);
            }

            Create(path);
        }
        else if (!create && new FileInfo(path).Length == 0)
        {
            throw NotFound(path);
        }

        return Open(path, cancellationToken);
    }

    public void Restore(string backup, string location, bool overwrite, CancellationToken cancellationToken) =>
        new StoreRestorer(time).Restore(
            Path.GetFullPath(backup), Path.GetFullPath(location), overwrite, cancellationToken);

    private SqliteInventory Open(string path, CancellationToken cancellationToken)
    {
        var writeLock = new WriteLock(time, Turn.Patience);
        var database = SqliteDatabase.Open(path);
        try
        {
            raw.sqlite3_busy_timeout(database.Handle, OpeningPatience);
            ConnectionSettings.ForWriting(database);
            new SqliteMigrator(time, writeLock, Migration.All).Migrate(database, cancellationToken);
            raw.sqlite3_busy_timeout(database.Handle, 0);
            return new SqliteInventory(database, writeLock, time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void Create(string path)
    {
        try
        {
            StoreFiles.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.From(e, path);
        }
    }

    private static MimException NotFound(string path) =>
        new(MimErrorCause.StoreNotFound, $"There is no store at '{path}'. Make one with Initialize-MachineIdentityStore.", path);
}
