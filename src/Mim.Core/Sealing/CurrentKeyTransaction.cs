using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>A transaction whose sealed values go under the current store key; all else is the transaction's own.</summary>
internal sealed class CurrentKeyTransaction(IInventoryTransaction transaction, Sealer sealer) : IInventoryTransaction
{
    public IIdentityStore Identities => transaction.Identities;

    public IVersionStore Versions => transaction.Versions;

    public IAuthorityStore Authorities => transaction.Authorities;

    public ITargetStore Targets => transaction.Targets;

    public ILocationStore Locations => transaction.Locations;

    public IConsumerStore Consumers => transaction.Consumers;

    public IEvidenceStore Evidence => transaction.Evidence;

    public IPolicyStore Policies => transaction.Policies;

    public IJournalStore Journal => transaction.Journal;

    public IPlanStore Plans => transaction.Plans;

    public ISuppressionStore Suppressions => transaction.Suppressions;

    public ILeaseStore Leases => transaction.Leases;

    public IRevocationStore Revocations => transaction.Revocations;

    public ISshRevocationStore SshRevocations => transaction.SshRevocations;

    public IHandOffStore HandOffs => transaction.HandOffs;

    public IAccountLeaseStore AccountLeases => transaction.AccountLeases;

    public ISealedStore Sealed { get; } = new CurrentKeySealedStore(transaction, sealer);

    public IKeyringStore Keyring => transaction.Keyring;

    public IAuditStore Audit => transaction.Audit;
}
