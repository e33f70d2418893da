using System.Globalization;
using Mim.Core.Accounts.Lending;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Vault;

namespace Mim.Core.Identities;

/// <summary>Disposes of identities: what is secret about them goes, what is known of them stays.</summary>
public sealed class IdentityDisposer
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly KeptCopies _copies;
    private readonly ClaimedWork _claims;

    internal IdentityDisposer(IInventory inventory, ActLedger ledger, TargetAdapters adapters, IRunners runners, TimeProvider time)
    {
        (_inventory, _ledger) = (inventory, ledger);
        _copies = new KeptCopies(inventory, adapters);
        _claims = new ClaimedWork(inventory, runners, time);
    }

    /// <summary>
    /// Destroys every sealed value of an identity's versions and targets and the previous copies that lie beside what is
    /// installed, and keeps the record. What is installed itself is not touched.
    /// </summary>
    /// <param name="id">The identity.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="isForced">Whether copies that cannot be destroyed are left, as the act says: their machine may be lost.</param>
    /// <param name="cancellationToken">Stops before anything is recorded.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.WrongState"/>: disposed of already, or copies on another machine;
    /// <see cref="MimErrorCause.AlreadyClaimed"/>: being rotated; <see cref="MimErrorCause.InstallFailed"/>: a copy resists.
    /// </exception>
    public async Task<MachineIdentity> DisposeOfAsync(Guid id, string? reason, bool isForced, CancellationToken cancellationToken)
    {
        var identity = Require(_inventory.Identities, id);
        return await _claims.RunAsync(
            id,
            identity.Name,
            async () =>
            {
                var targets = _inventory.Targets.Find(id, cancellationToken).ToList();
                var cleared = await _copies.DestroyAsync(id, targets, isForced, cancellationToken).ConfigureAwait(false);
                return _ledger.Commit((transaction, acts) => Destroy(transaction, acts, id, reason, cleared, cancellationToken), cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static MachineIdentity Require(IIdentityReader identities, Guid id)
    {
        var identity = identities.Get(id) ?? throw IdentityCatalog.NotFound(id);
        return identity.Status != VersionState.Destroyed
            ? identity
            : throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' has been disposed of already.", identity.Name);
    }

    private static MachineIdentity Destroy(
        IInventoryTransaction transaction,
        ActScope acts,
        Guid id,
        string? reason,
        ClearedCopies cleared,
        CancellationToken cancellationToken)
    {
        var identity = Require(transaction.Identities, id);
        LeaseEnd.Free(transaction, acts, id, "The account was disposed of.");
        var destroyed = HandOffEnd.Destroy(transaction, acts, id);
        foreach (var version in transaction.Versions.OfIdentity(id))
        {
            destroyed += transaction.Sealed.Remove(version.Id);
            transaction.Versions.Update(version with
            {
                State = VersionState.Destroyed, StateReason = reason ?? "Disposal", StateAt = acts.Now, DueAt = null, HasPrivateKey = false,
            });
        }

        cleared.Note(transaction, acts);
        foreach (var target in transaction.Targets.Find(id, cancellationToken).ToList())
        {
            destroyed += transaction.Sealed.Remove(target.Id);
            transaction.Targets.Remove(target.Id);
        }

        var removed = identity with { Status = VersionState.Destroyed, DueAt = null, HasPrivateKey = false, UpdatedAt = acts.Now };
        transaction.Identities.Update(removed);
        acts.Record(new Act("DisposeIdentity", "Identity", id.ToString(), identity.Name, cleared.Told(new Dictionary<string, string>
        {
            ["reason"] = reason ?? "Disposal",
            ["sealedValuesDestroyed"] = destroyed.ToString(CultureInfo.InvariantCulture),
            ["fingerprint"] = identity.Fingerprint ?? string.Empty,
        })));
        return removed;
    }
}
