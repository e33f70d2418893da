using Mim.Core.Ports;
using Mim.Core.Stores;
using Mim.Inventory.Copying;
using Mim.Inventory.Files;
using Mim.Inventory.Maintenance;
using Mim.Inventory.Sql;
using Mim.Inventory.Sqlite;
using Mim.Inventory.Stores;

namespace Mim.Inventory;

/// <summary>An open SQLite store: one connection that writes, a few that read.</summary>
internal sealed class SqliteInventory : StoreReaders, IInventory, IStoreMaintenance, IRowStore
{
    private readonly string _path;
    private readonly Writer _writer;
    private readonly ReaderPool _readers;
    private readonly Lazy<Guid> _id;
    private int _disposed;

    public SqliteInventory(SqliteDatabase database, WriteLock writeLock, TimeProvider time)
        : this(database, writeLock, time, new ReaderPool(database.Location))
    {
    }

    private SqliteInventory(SqliteDatabase database, WriteLock writeLock, TimeProvider time, ReaderPool readers)
        : base(readers)
    {
        _path = database.Location;
        _writer = new Writer(database, writeLock, time);
        _readers = readers;
        _id = new Lazy<Guid>(() => new StoreDescription(_readers).Id(_path));
    }

    public Guid Id => _id.Value;

    public string Location => _path;

    public IReadOnlyList<string> Warnings => StoreFiles.Warnings(_path);

    IConnectionSource IRowStore.Rows => _readers;

    public StoreInfo Describe(CancellationToken cancellationToken) => new StoreDescription(_readers).Describe(_path, "SQLite", cancellationToken) with
    {
        Size = StoreFiles.All(_path).Where(File.Exists).Sum(file => new FileInfo(file).Length),
        Warnings = Warnings,
    };

    public T Write<T>(Func<IInventoryTransaction, T> work, CancellationToken cancellationToken) => _writer.Run(
        database =>
        {
            var source = new TransactionSource(database, SqliteDialect.Instance);
            try
            {
                return work(new StoreTransaction(source, _writer.TruncateAfterwards));
            }
            finally
            {
                source.End();
            }
        },
        cancellationToken);

    T IRowStore.Change<T>(Func<Database, T> work, CancellationToken cancellationToken) => _writer.Run(work, cancellationToken);

    public IEnumerable<StoreCheck> Check(CancellationToken cancellationToken) =>
        new SqliteChecker(_readers, _path).Check(cancellationToken);

    public void Backup(string destination, IProgress<double>? progress, CancellationToken cancellationToken) =>
        new SqliteBackup(_readers).Copy(destination, progress, cancellationToken);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _readers.Dispose();
            _writer.Dispose();
        }
    }
}
