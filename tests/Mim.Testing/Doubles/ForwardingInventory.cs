using Mim.Core.Ports;
using Mim.Core.Stores;

namespace Mim.Testing.Doubles;

/// <summary>A store that passes every call on to a real one; a double of it says what surrounds its writes.</summary>
public abstract class ForwardingInventory(IInventory inner) : IInventory
{
    public Guid Id => inner.Id;

    public string Location => inner.Location;

    public IReadOnlyList<string> Warnings => inner.Warnings;

    public IIdentityReader Identities => inner.Identities;

    public IVersionReader Versions => inner.Versions;

    public IAuthorityReader Authorities => inner.Authorities;

    public ITargetReader Targets => inner.Targets;

    public ILocationReader Locations => inner.Locations;

    public IConsumerReader Consumers => inner.Consumers;

    public IEvidenceReader Evidence => inner.Evidence;

    public IPolicyReader Policies => inner.Policies;

    public IJournalReader Journal => inner.Journal;

    public IPlanReader Plans => inner.Plans;

    public ISuppressionReader Suppressions => inner.Suppressions;

    public IRevocationReader Revocations => inner.Revocations;

    public ISshRevocationReader SshRevocations => inner.SshRevocations;

    public IHandOffReader HandOffs => inner.HandOffs;

    public IAccountLeaseReader AccountLeases => inner.AccountLeases;

    public ISealedReader Sealed => inner.Sealed;

    public IKeyringReader Keyring => inner.Keyring;

    public IAuditReader Audit => inner.Audit;

    public StoreInfo Describe(CancellationToken cancellationToken) => inner.Describe(cancellationToken);

    public abstract T Write<T>(Func<IInventoryTransaction, T> work, CancellationToken cancellationToken);

    public void Dispose() => inner.Dispose();
}
