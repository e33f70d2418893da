using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Sealing;

namespace Mim.Core.Delivery;

/// <summary>The targets of a store.</summary>
public sealed class TargetBook
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly Sealer _sealer;
    private readonly TargetAdapters _adapters;
    private readonly InstallationBuilder _installations;
    private readonly KeptCopies _copies;
    private readonly ClaimedWork _claims;

    internal TargetBook(
        IInventory inventory, ActLedger ledger, Sealer sealer, TargetAdapters adapters, IRunners runners, TimeProvider time)
    {
        (_inventory, _ledger, _sealer, _adapters) = (inventory, ledger, sealer, adapters);
        _copies = new KeptCopies(inventory, adapters);
        _claims = new ClaimedWork(inventory, runners, time);
        _installations = new InstallationBuilder(inventory, sealer);
    }

    /// <summary>
    /// Adds a target; nothing is installed yet. A target at the same address of the same identity is replaced: what it holds is
    /// known no longer, unless its settings are the same.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.InvalidArgument"/>; <see cref="MimErrorCause.Unsupported"/>: it is
    /// of another operating system, or its host wants a password and this build logs in with none; and as of what it is logged in to with.
    /// </exception>
    public Target Add(NewTarget wanted, CancellationToken cancellationToken)
    {
        wanted = wanted with { Settings = wanted.Settings.PlacedIn(_inventory, _ledger.Context.Host) };
        TargetRules.Enforce(wanted);
        _adapters.RequireHere(wanted);
        if (wanted.Settings.Host is { } host)
        {
            _adapters.RequireLogIn(host);
        }

        return _ledger.Commit(
            (transaction, acts) =>
            {
                var identity = transaction.Identities.Get(wanted.IdentityId) ?? throw IdentityCatalog.NotFound(wanted.IdentityId);
                TargetRules.RequireFitting(wanted, identity, transaction.Authorities.Get(identity.Id));
                TargetRules.RequireFree(wanted, transaction.Targets.Find(identityId: null, cancellationToken));
                var own = transaction.Targets.Find(identity.Id, cancellationToken).ToList();
                TargetRules.RequireOneMachine(wanted, own);
                var same = own.FirstOrDefault(target => target.Address == wanted.Settings.Address);
                var target = new Target
                {
                    Id = same?.Id ?? Guid.CreateVersion7(acts.Now),
                    IdentityId = identity.Id,
                    Identity = identity.Name,
                    Kind = wanted.Kind,
                    Address = wanted.Settings.Address,
                    Settings = wanted.Settings,
                    Window = wanted.Window,
                    HasPassword = wanted.Password is not null,
                    CreatedAt = same?.CreatedAt ?? acts.Now,
                };
                target = same is not null && same.Settings == wanted.Settings
                    ? target with { InstalledVersionId = same.InstalledVersionId, InstalledVersion = same.InstalledVersion, InstalledAt = same.InstalledAt }
                    : target;
                WaitingRotations.Wake(transaction, identity.Id, acts.Now, cancellationToken);
                transaction.Sealed.Remove(target.Id);
                transaction.Targets.Put(target);
                if (wanted.Password is { } password)
                {
                    transaction.Sealed.Put(_sealer.Seal(target.Id, SealedPurpose.TargetPassword, password.Span));
                }

                acts.Record(ActOf("AddTarget", target));
                return target;
            },
            cancellationToken);
    }

    /// <summary>Targets of one identity, or all.</summary>
    public IEnumerable<Target> Find(Guid? identityId, CancellationToken cancellationToken) => _inventory.Targets.Find(identityId, cancellationToken);

    /// <exception cref="MimException"><see cref="MimErrorCause.TargetNotFound"/>.</exception>
    public Target Get(Guid id) => _inventory.Targets.Get(id) ?? throw NotFound(id);

    /// <summary>Forgets a target. What it installed stays where it is; the previous copy beside it is destroyed.</summary>
    /// <param name="id">The target.</param>
    /// <param name="isForced">Whether copies that cannot be destroyed are left, as the act says: their machine may be lost.</param>
    /// <param name="cancellationToken">Stops before anything is recorded.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.TargetNotFound"/>, <see cref="MimErrorCause.AlreadyClaimed"/>: its identity is being rotated;
    /// <see cref="MimErrorCause.InstallFailed"/>: a copy resists; <see cref="MimErrorCause.WrongState"/>: copies on another machine.
    /// </exception>
    public async Task RemoveAsync(Guid id, bool isForced, CancellationToken cancellationToken)
    {
        var target = Get(id);
        await _claims.RunAsync(
            target.IdentityId,
            target.Identity,
            async () =>
            {
                var cleared = await _copies.DestroyAsync(target.IdentityId, [target], isForced, cancellationToken).ConfigureAwait(false);
                return _ledger.Commit((transaction, acts) => Forget(transaction, acts, id, cleared), cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks at the target: does it hold the identity's current version?</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.TargetNotFound"/>; <see cref="MimErrorCause.WrongState"/>: it is on another machine.
    /// </exception>
    public async Task<TargetTest> TestAsync(Guid id, CancellationToken cancellationToken)
    {
        var target = Get(id);
        if (_inventory.Identities.Get(target.IdentityId)?.CurrentVersionId is not { } versionId)
        {
            return new TargetTest(target, false, $"'{target.Identity}' has no current version.");
        }

        var adapter = _adapters.For(target);
        using var installation = _installations.Build(target, versionId);
        var proof = await adapter.ProveAsync(installation, cancellationToken).ConfigureAwait(false);
        return new TargetTest(target, proof.Holds, proof.Reason);
    }

    private static Target Forget(IInventoryTransaction transaction, ActScope acts, Guid id, ClearedCopies cleared)
    {
        var target = transaction.Targets.Get(id) ?? throw NotFound(id);
        cleared.Note(transaction, acts);
        WaitingRotations.Wake(transaction, target.IdentityId, acts.Now, CancellationToken.None);
        transaction.Sealed.Remove(id);
        transaction.Locations.RemoveOfTarget(id);
        transaction.Targets.Remove(id);
        acts.Record(ActOf("RemoveTarget", target, cleared));
        return target;
    }

    private static MimException NotFound(Guid id) => new(MimErrorCause.TargetNotFound, $"There is no target with id {id}.", id.ToString());

    private static Act ActOf(string name, Target target, ClearedCopies? cleared = null)
    {
        var detail = new Dictionary<string, string> { ["kind"] = target.Kind.ToString(), ["address"] = target.Address };
        return new Act(name, "Target", target.Id.ToString(), target.Identity, cleared?.Told(detail) ?? detail);
    }
}
