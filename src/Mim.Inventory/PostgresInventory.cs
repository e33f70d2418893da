using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Stores;
using Mim.Inventory.Copying;
using Mim.Inventory.Maintenance;
using Mim.Inventory.Postgres;
using Mim.Inventory.Sql;
using Mim.Inventory.Stores;

namespace Mim.Inventory;

/// <summary>An open PostgreSQL store.</summary>
internal sealed class PostgresInventory(PostgresPool pool, PostgresWriter writer, TimeProvider time)
    : StoreReaders(pool), IInventory, IWritesAhead, IStoreMaintenance, IClaims, IRowStore
{
    private readonly PostgresClaims _claims = new(pool);
    private readonly Lazy<Guid> _id = new(() => new StoreDescription(pool).Id(pool.Location));
    private int _disposed;

    public Guid Id => _id.Value;

    public string Location => pool.Location;

    IConnectionSource IRowStore.Rows => pool;

    public StoreInfo Describe(CancellationToken cancellationToken) =>
        new StoreDescription(pool).Describe(pool.Location, "PostgreSQL", cancellationToken) with { Size = new ServerSize(pool).OfStore() };

    // What was destroyed is overwritten when the server cleans its tables up; sealed as it is, it opens for nobody.
    public T Write<T>(Func<IInventoryTransaction, T> work, CancellationToken cancellationToken) =>
        writer.Run(database => Within(database, work), cancellationToken);

    public T? TryWrite<TAhead, T>(
        Func<IInventoryTransaction, TAhead?> ahead, Func<IInventoryTransaction, TAhead, T> work, CancellationToken cancellationToken)
        where TAhead : class
        where T : class => writer.TryRunAhead(
            database => Within(database, ahead),
            (database, done) => Within(database, transaction => work(transaction, done)),
            cancellationToken);

    T IRowStore.Change<T>(Func<Database, T> work, CancellationToken cancellationToken) => writer.Run(work, cancellationToken);

    public bool TryClaim(Lease lease, Func<string, bool> isDead, DateTimeOffset now, CancellationToken cancellationToken) =>
        _claims.TryClaim(lease, isDead, now, cancellationToken);

    public bool TryProlong(Lease lease, CancellationToken cancellationToken) => _claims.TryProlong(lease, cancellationToken);

    public void Release(Guid identityId, string owner) => _claims.Release(identityId, owner);

    public IEnumerable<StoreCheck> Check(CancellationToken cancellationToken) => new PostgresChecker(pool).Check(cancellationToken);

    public void Backup(string destination, IProgress<double>? progress, CancellationToken cancellationToken) =>
        PostgresBackup.Write(this, destination, time, progress, cancellationToken);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            writer.Dispose();
        }
    }

    private static T Within<T>(PostgresDatabase database, Func<IInventoryTransaction, T> work)
    {
        var source = new TransactionSource(database, PostgresDialect.Instance);
        try
        {
            return work(new StoreTransaction(source, () => { }));
        }
        finally
        {
            source.End();
        }
    }
}
