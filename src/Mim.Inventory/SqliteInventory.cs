using Mim.Core.Ports;
using Mim.Core.Stores;
using Mim.Inventory.Maintenance;
using Mim.Inventory.Sqlite;
using Mim.Inventory.Stores;

namespace Mim.Inventory;

/// <summary>An open SQLite store: one connection that writes, a few that read.</summary>
internal sealed class SqliteInventory : IInventory, IStoreMaintenance
{
    private readonly string _path;
    private readonly Writer _writer;
    private readonly ReaderPool _readers;
    private readonly Lazy<Guid> _id;
    private int _disposed;

    public SqliteInventory(Database database, WriteLock writeLock)
    {
        _path = database.Path;
        _writer = new Writer(database, writeLock);
        _readers = new ReaderPool(_path);
        _id = new Lazy<Guid>(() => new StoreDescription(_readers, _path).Id());
        Identities = new IdentityReader(_readers);
        Versions = new VersionReader(_readers);
        Authorities = new AuthorityReader(_readers);
        Targets = new TargetReader(_readers);
        Locations = new LocationReader(_readers);
        Policies = new PolicyReader(_readers);
        Journal = new JournalReader(_readers);
        Revocations = new RevocationReader(_readers);
        Sealed = new SealedReader(_readers);
        Keyring = new KeyringReader(_readers);
        Audit = new AuditReader(_readers);
    }

    public Guid Id => _id.Value;

    public string Location => _path;

    public IIdentityReader Identities { get; }

    public IVersionReader Versions { get; }

    public IAuthorityReader Authorities { get; }

    public ITargetReader Targets { get; }

    public ILocationReader Locations { get; }

    public IPolicyReader Policies { get; }

    public IJournalReader Journal { get; }

    public IRevocationReader Revocations { get; }

    public ISealedReader Sealed { get; }

    public IKeyringReader Keyring { get; }

    public IAuditReader Audit { get; }

    public StoreInfo Describe(CancellationToken cancellationToken) =>
        new StoreDescription(_readers, _path).Describe(cancellationToken);

    public T Write<T>(Func<IInventoryTransaction, T> work, CancellationToken cancellationToken)
    {
        var hasDestroyed = false;
        var result = _writer.Run(
            database =>
            {
                var source = new TransactionSource(database);
                try
                {
                    return work(new SqliteTransaction(source, () => hasDestroyed = true));
                }
                finally
                {
                    source.End();
                }
            },
            cancellationToken);
        if (hasDestroyed)
        {
            _writer.Truncate();
        }

        return result;
    }

    public IEnumerable<StoreCheck> Check(CancellationToken cancellationToken) =>
        new StoreChecker(_readers, _path).Check(cancellationToken);

    public void Backup(string destination, IProgress<double>? progress, CancellationToken cancellationToken) =>
        new StoreCopier(_readers).Copy(destination, progress, cancellationToken);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _readers.Dispose();
            _writer.Dispose();
        }
    }
}
