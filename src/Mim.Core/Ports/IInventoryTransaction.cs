namespace Mim.Core.Ports;

/// <summary>
/// One transaction: what is read sees what was written. What a store has against a write may show only at the next read or
/// the commit, unless the write says otherwise. Not thread-safe; unusable after the work returns.
/// </summary>
public interface IInventoryTransaction
{
    IIdentityStore Identities { get; }

    IVersionStore Versions { get; }

    IAuthorityStore Authorities { get; }

    ITargetStore Targets { get; }

    ILocationStore Locations { get; }

    IConsumerStore Consumers { get; }

    IEvidenceStore Evidence { get; }

    IPolicyStore Policies { get; }

    IJournalStore Journal { get; }

    IPlanStore Plans { get; }

    ILeaseStore Leases { get; }

    IRevocationStore Revocations { get; }

    ISshRevocationStore SshRevocations { get; }

    ISuppressionStore Suppressions { get; }

    IHandOffStore HandOffs { get; }

    IAccountLeaseStore AccountLeases { get; }

    ISealedStore Sealed { get; }

    IKeyringStore Keyring { get; }

    IAuditStore Audit { get; }
}
