using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

/// <summary>The stores of one write transaction, all on its connection.</summary>
/// <param name="source">The connection.</param>
/// <param name="destroyed">Called when sealed rows are destroyed, whose bytes must not stay in the log.</param>
internal sealed class StoreTransaction(IConnectionSource source, Action destroyed) : IInventoryTransaction
{
    public IIdentityStore Identities { get; } = new IdentityStore(source);

    public IVersionStore Versions { get; } = new VersionStore(source);

    public IAuthorityStore Authorities { get; } = new AuthorityStore(source);

    public ITargetStore Targets { get; } = new TargetStore(source);

    public ILocationStore Locations { get; } = new LocationStore(source);

    public IConsumerStore Consumers { get; } = new ConsumerStore(source);

    public IEvidenceStore Evidence { get; } = new EvidenceStore(source);

    public IPolicyStore Policies { get; } = new PolicyStore(source);

    public IJournalStore Journal { get; } = new JournalStore(source);

    public IPlanStore Plans { get; } = new PlanStore(source);

    public ISuppressionStore Suppressions { get; } = new SuppressionStore(source);

    public ILeaseStore Leases { get; } = new LeaseStore(source);

    public IRevocationStore Revocations { get; } = new RevocationStore(source);

    public ISshRevocationStore SshRevocations { get; } = new SshRevocationStore(source);

    public IHandOffStore HandOffs { get; } = new HandOffStore(source);

    public IAccountLeaseStore AccountLeases { get; } = new AccountLeaseStore(source);

    public ISealedStore Sealed { get; } = new SealedStore(source, destroyed);

    public IKeyringStore Keyring { get; } = new KeyringStore(source, destroyed);

    public IAuditStore Audit { get; } = new AuditStore(source);
}
