using System.Collections.Concurrent;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Sqlite;

/// <summary>Connections for reading. As many as are asked for at once; a few are kept.</summary>
internal sealed class ReaderPool(string path) : IConnectionSource, IDisposable
{
    private const int Kept = 4;

    private readonly ConcurrentBag<SqliteDatabase> _idle = [];
    private volatile bool _disposed;

    public SqlDialect Dialect => SqliteDialect.Instance;

    public Database Writing => throw new InvalidOperationException("Readers change nothing.");

    public T Read<T>(Func<Database, T> read, CancellationToken cancellationToken = default) => Use(read);

    public T Use<T>(Func<SqliteDatabase, T> use)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteInventory));
        var database = _idle.TryTake(out var idle) ? idle : Open();
        try
        {
            return use(database);
        }
        finally
        {
            TakeBack(database);
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

    private void TakeBack(SqliteDatabase database)
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

    private SqliteDatabase Open()
    {
        var database = SqliteDatabase.Open(path);
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
