using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

/// <summary>The readers of an open store, whichever its engine.</summary>
internal abstract class StoreReaders(IConnectionSource source) : IInventoryReader
{
    public IIdentityReader Identities { get; } = new IdentityReader(source);

    public IVersionReader Versions { get; } = new VersionReader(source);

    public IAuthorityReader Authorities { get; } = new AuthorityReader(source);

    public ITargetReader Targets { get; } = new TargetReader(source);

    public ILocationReader Locations { get; } = new LocationReader(source);

    public IConsumerReader Consumers { get; } = new ConsumerReader(source);

    public IEvidenceReader Evidence { get; } = new EvidenceReader(source);

    public IPolicyReader Policies { get; } = new PolicyReader(source);

    public IJournalReader Journal { get; } = new JournalReader(source);

    public IPlanReader Plans { get; } = new PlanReader(source);

    public IRevocationReader Revocations { get; } = new RevocationReader(source);

    public ISshRevocationReader SshRevocations { get; } = new SshRevocationReader(source);

    public ISuppressionReader Suppressions { get; } = new SuppressionReader(source);

    public IHandOffReader HandOffs { get; } = new HandOffReader(source);

    public IAccountLeaseReader AccountLeases { get; } = new AccountLeaseReader(source);

    public ISealedReader Sealed { get; } = new SealedReader(source);

    public IKeyringReader Keyring { get; } = new KeyringReader(source);

    public IAuditReader Audit { get; } = new AuditReader(source);
}
