namespace Mim.Core.Ports;

/// <summary>What can be read from a store outside a transaction. Thread-safe.</summary>
public interface IInventoryReader
{
    IIdentityReader Identities { get; }

    IVersionReader Versions { get; }

    IAuthorityReader Authorities { get; }

    ITargetReader Targets { get; }

    ILocationReader Locations { get; }

    IConsumerReader Consumers { get; }

    IEvidenceReader Evidence { get; }

    IPolicyReader Policies { get; }

    IJournalReader Journal { get; }

    IPlanReader Plans { get; }

    IRevocationReader Revocations { get; }

    ISshRevocationReader SshRevocations { get; }

    ISuppressionReader Suppressions { get; }

    IHandOffReader HandOffs { get; }

    IAccountLeaseReader AccountLeases { get; }

    ISealedReader Sealed { get; }

    IKeyringReader Keyring { get; }

    IAuditReader Audit { get; }
}
