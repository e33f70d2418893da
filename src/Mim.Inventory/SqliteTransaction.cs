using Mim.Core.Ports;
using Mim.Inventory.Sqlite;
using Mim.Inventory.Stores;

namespace Mim.Inventory;

/// <summary>The stores of one write transaction, all on its connection.</summary>
internal sealed class SqliteTransaction(IConnectionSource source) : IInventoryTransaction
{
    public IIdentityStore Identities { get; } = new IdentityStore(source);

    public IVersionStore Versions { get; } = new VersionStore(source);

    public IAuthorityStore Authorities { get; } = new AuthorityStore(source);

    public ITargetStore Targets { get; } = new TargetStore(source);

    public ILocationStore Locations { get; } = new LocationStore(source);

    public IPolicyStore Policies { get; } = new PolicyStore(source);

    public IJournalStore Journal { get; } = new JournalStore(source);

    public ILeaseStore Leases { get; } = new LeaseStore(source);

    public IRevocationStore Revocations { get; } = new RevocationStore(source);

    public ISealedStore Sealed { get; } = new SealedStore(source);

    public IKeyringStore Keyring { get; } = new KeyringStore(source);

    public IAuditStore Audit { get; } = new AuditStore(source);
}
