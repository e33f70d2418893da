using System.Collections.Concurrent;

namespace Mim.Inventory.Sqlite;

/// <summary>Connections for reading. As many as are asked for at once; a few are kept.</summary>
internal sealed class ReaderPool(string path) : IConnectionSource, IDisposable
{
    private const int Kept = 4;

    private readonly ConcurrentBag<Database> _idle = [];
    private volatile bool _disposed;

    public Lent Lend()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteInventory));
        return new Lent(this, _idle.TryTake(out var database) ? database : Open());
    }

    public void TakeBack(Database database)
    {
        if (_disposed || _idle.Count >= Kept)
        {
            database.Dispose();
            return;
        }

        _idle.Add(database);
        if (_disposed)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var database))
        {
            database.Dispose();
        }
    }

    private Database Open()
    {
        var database = Database.Open(path);
        try
        {
            ConnectionSettings.ForReading(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
