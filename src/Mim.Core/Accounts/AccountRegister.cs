using System.Globalization;
using Mim.Core.Accounts.Lending;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Accounts;

/// <summary>The accounts that are rotated here: what is known of each, and how one is given up.</summary>
public sealed class AccountRegister
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly AccountFacts _facts;
    private readonly KeptCopies _copies;
    private readonly ClaimedWork _claims;

    internal AccountRegister(IInventory inventory, ActLedger ledger, TargetAdapters adapters, IRunners runners, TimeProvider time)
    {
        (_inventory, _ledger) = (inventory, ledger);
        _facts = new AccountFacts(inventory);
        _copies = new KeptCopies(inventory, adapters);
        _claims = new ClaimedWork(inventory, runners, time);
    }

    /// <summary>
    /// What is known of those identities that are accounts rotated here, in the same order. They are read in groups that grow, so that the
    /// first are not kept waiting and many cost few statements.
    /// </summary>
    public IEnumerable<MachineAccount> Find(IEnumerable<MachineIdentity> identities, CancellationToken cancellationToken) =>
        _facts.Find(identities, cancellationToken);

    /// <summary>Throws what <see cref="UnregisterAsync"/> would throw before it begins, and changes nothing.</summary>
    public void Check(Guid id, bool isForced, CancellationToken cancellationToken)
    {
        RequireAccount(_inventory.Identities, _inventory.Targets, id, cancellationToken);
        RequireIdle(Unfinished(_inventory.Journal, id, cancellationToken), _inventory.AccountLeases.Open(id), isForced, _ledger.Now);
    }

    /// <summary>
    /// Rotates an account no more: where it is and how it is rotated is forgotten, and so are the targets of its consumers. What is known of
    /// the identity stays, and so does its last password. Nothing is changed at the account and at its consumers.
    /// </summary>
    /// <param name="id">The identity.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="isForced">Also while a rotation is not finished, which is given up, and where previous copies cannot be destroyed.</param>
    /// <param name="cancellationToken">Stops before anything is recorded.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityNotFound"/>; <see cref="MimErrorCause.WrongState"/>: not rotated here, or in the midst of a rotation;
    /// <see cref="MimErrorCause.AlreadyClaimed"/>: being rotated at this moment; <see cref="MimErrorCause.InstallFailed"/>: a copy resists.
    /// </exception>
    public async Task<MachineIdentity> UnregisterAsync(Guid id, string? reason, bool isForced, CancellationToken cancellationToken)
    {
        Check(id, isForced, cancellationToken);
        return await _claims.RunAsync(
            id,
            _inventory.Identities.Get(id)?.Name ?? id.ToString(),
            async () =>
            {
                var targets = _inventory.Targets.Find(id, cancellationToken).ToList();
                var cleared = await _copies.DestroyAsync(id, targets, isForced, cancellationToken).ConfigureAwait(false);
                return _ledger.Commit((transaction, acts) => Forget(transaction, acts, id, reason, isForced, cleared, cancellationToken), cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static MachineIdentity Forget(
        IInventoryTransaction transaction,
        ActScope acts,
        Guid id,
        string? reason,
        bool isForced,
        ClearedCopies cleared,
        CancellationToken cancellationToken)
    {
        var (identity, account) = RequireAccount(transaction.Identities, transaction.Targets, id, cancellationToken);
        var unfinished = Unfinished(transaction.Journal, id, cancellationToken);
        RequireIdle(unfinished, transaction.AccountLeases.Open(id), isForced, acts.Now);
        LeaseEnd.Free(transaction, acts, id, "The account is not rotated here any more.");
        unfinished.ForEach(rotation => RotationJournal.Abandon(transaction, rotation, "The account is not rotated here any more.", acts.Now));
        cleared.Note(transaction, acts);
        var targets = transaction.Targets.Find(id, cancellationToken).ToList();
        foreach (var target in targets)
        {
            transaction.Sealed.Remove(target.Id);
            transaction.Locations.RemoveOfTarget(target.Id);
            transaction.Targets.Remove(target.Id);
        }

        // A version that a rotation left unproved keeps its key: the account may have that password.
        foreach (var version in transaction.Versions.OfIdentity(id).Where(version => version.DueAt is not null))
        {
            transaction.Versions.Update(version with { DueAt = null });
        }

        var given = identity with { DueAt = null, UpdatedAt = acts.Now };
        transaction.Identities.Update(given);
        acts.Record(new Act("UnregisterAccount", "Identity", id.ToString(), identity.Name, cleared.Told(new Dictionary<string, string>
        {
            ["account"] = account.Address,
            ["reason"] = reason ?? string.Empty,
            ["targets"] = targets.Count.ToString(CultureInfo.InvariantCulture),
            ["rotationsGivenUp"] = string.Join(' ', unfinished.Select(rotation => rotation.Id)),
        })));
        return given;
    }

    private static (MachineIdentity Identity, Target Account) RequireAccount(
        IIdentityReader identities, ITargetReader targets, Guid id, CancellationToken cancellationToken)
    {
        var identity = identities.Get(id) ?? throw IdentityCatalog.NotFound(id);
        return targets.Find(id, cancellationToken).FirstOrDefault(target => target.Kind == TargetKind.Account) is { } account
            ? (identity, account)
            : throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' is no account that is rotated here.", identity.Name);
    }

    private static List<RotationRecord> Unfinished(IJournalReader journal, Guid id, CancellationToken cancellationToken) =>
        [.. journal.Find(new RotationQuery { IdentityId = id, Outcomes = RotationRules.Unended }, cancellationToken)];

    private static void RequireIdle(List<RotationRecord> unfinished, AccountLease? lease, bool isForced, DateTimeOffset now)
    {
        if (isForced)
        {
            return;
        }

        if (lease is not null)
        {
            throw new MimException(
                MimErrorCause.WrongState, $"{LeaseRules.Held(lease, now)} Who borrowed it knows the password: -Force gives it up all the same.", lease.Identity);
        }

        if (unfinished is [var rotation, ..])
        {
            throw new MimException(
                MimErrorCause.WrongState,
                $"'{rotation.Identity}' has rotation {rotation.Id} that is {rotation.Outcome}: end it with Resume- or Undo-MachineIdentityRotation, "
                + "or give it up with -Force.",
                rotation.Identity);
        }
    }
}
