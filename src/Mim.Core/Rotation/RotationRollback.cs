using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Rotation;

/// <summary>
/// Takes a rotation back: every location gets what it had before, the old version is proved there, and only then is the
/// new one given up. May be repeated after a crash.
/// </summary>
internal sealed class RotationRollback(IInventory inventory, RotationJournal journal, TargetAdapters adapters, Sealer sealer)
{
    /// <summary>Detail of the journal line that asks for an undo.</summary>
    public const string UndoMark = "Undo";

    private readonly InstallationBuilder _installations = new(inventory, sealer);

    /// <summary>Records why a rotation must be taken back.</summary>
    public RotationRecord MarkFailed(RotationRecord record, MimException failure) => journal.Commit(
        record, new JournalLine(record.Step, JournalState.Failed), (_, _, current) => current with { Reason = failure.Message }, CancellationToken.None);

    /// <summary>Takes back. When a location cannot be brought back the rotation stays open as <see cref="RotationOutcome.Failed"/>.</summary>
    public async Task RunAsync(RotationCursor current, CancellationToken cancellationToken)
    {
        var undo = journal.Entries(current.Record.Id).Any(entry => entry is { State: JournalState.Failed, Detail: UndoMark });
        try
        {
            await TakeBackAllAsync(current, cancellationToken).ConfigureAwait(false);
        }
        catch (MimException failure) when (!StoreTrouble.Is(failure))
        {
            current.Record = journal.Commit(
                current.Record,
                new JournalLine(current.Record.Step, JournalState.Failed) { Detail = undo ? UndoMark : null },
                (_, _, record) => record with { Outcome = RotationOutcome.Failed, Reason = $"{record.Reason} Taking back failed: {failure.Message}" },
                CancellationToken.None);
            return;
        }

        current.Record = End(current.Record, undo, cancellationToken);
    }

    private async Task TakeBackAllAsync(RotationCursor current, CancellationToken cancellationToken)
    {
        var entries = journal.Entries(current.Record.Id);
        var receipts = Receipts.Of(entries, inventory.Targets).GroupBy(pair => pair.Target.Id).ToDictionary(group => group.Key, group => group.Last().Receipt);
        var touched = entries.Where(entry => entry.Step == RotationStep.Install && entry.TargetId is not null).Select(entry => entry.TargetId!.Value).Distinct();
        foreach (var targetId in touched.Reverse())
        {
            var isBack = entries.Any(entry => entry.State == JournalState.TakenBack && entry.TargetId == targetId);
            if (!isBack && inventory.Targets.Get(targetId) is { } target)
            {
                await TakeBackAsync(current, target, receipts.GetValueOrDefault(targetId), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task TakeBackAsync(RotationCursor current, Target target, InstallReceipt? receipt, CancellationToken cancellationToken)
    {
        var adapter = adapters.For(target);
        var heldOld = HeldOld(current.Record, target);
        if (receipt is not null && adapter is ITakesBack takesBack)
        {
            await takesBack.TakeBackAsync(target, receipt, cancellationToken).ConfigureAwait(false);
        }

        if (heldOld && current.Record.OldVersionId is { } oldId)
        {
            await RequireOldAsync(adapter, target, oldId, reinstall: receipt is null, cancellationToken).ConfigureAwait(false);
        }

        current.Record = journal.Commit(
            current.Record,
            JournalLine.At(RotationStep.Install, JournalState.TakenBack, target),
            (transaction, acts, record) =>
            {
                transaction.Targets.Put(heldOld
                    ? target with { InstalledVersionId = record.OldVersionId, InstalledVersion = record.OldVersion, InstalledAt = acts.Now }
                    : target with { InstalledVersionId = null, InstalledVersion = 0, InstalledAt = null });
                return record;
            },
            cancellationToken);
    }

    /// <summary>Whether the old version was installed at the target before this rotation came.</summary>
    private bool HeldOld(RotationRecord record, Target target) =>
        target.InstalledVersionId == record.OldVersionId
        || inventory.Locations.OfIdentity(target.IdentityId).Any(location => location.TargetId == target.Id && location.FirstSeen < record.StartedAt);

    private async Task RequireOldAsync(ITargetAdapter adapter, Target target, Guid oldId, bool reinstall, CancellationToken cancellationToken)
    {
        using var installation = _installations.Build(target, oldId);
        var proof = await adapter.ProveAsync(installation, cancellationToken).ConfigureAwait(false);
        if (!proof.Holds && reinstall)
        {
            await adapter.InstallAsync(installation, cancellationToken).ConfigureAwait(false);
            proof = await adapter.ProveAsync(installation, cancellationToken).ConfigureAwait(false);
        }

        if (!proof.Holds)
        {
            throw new MimException(MimErrorCause.ProofFailed, $"The old version of '{target.Identity}' is not proved at '{target.Address}': {proof.Reason}", target.Address);
        }
    }

    private RotationRecord End(RotationRecord record, bool undo, CancellationToken cancellationToken) => journal.Commit(
        record,
        new JournalLine(record.Step, JournalState.TakenBack),
        (transaction, acts, current) =>
        {
            if (!current.IsDelivery)
            {
                GiveUpNew(transaction, current, acts.Now, undo ? "Undone" : "RolledBack");
            }

            return current with
            {
                Outcome = undo ? RotationOutcome.Undone : RotationOutcome.RolledBack,
                NotBefore = Schedule.RetryAt(acts.Now, current.Attempt),
                EndedAt = acts.Now,
            };
        },
        cancellationToken);

    private static void GiveUpNew(IInventoryTransaction transaction, RotationRecord record, DateTimeOffset now, string reason)
    {
        if (record.NewVersionId is { } newId && transaction.Versions.Get(newId) is { } given)
        {
            transaction.Sealed.Remove(newId);
            transaction.Versions.Update(given with { State = VersionState.Deactivated, StateReason = reason, StateAt = now, DueAt = null, HasPrivateKey = false });
        }

        var identity = transaction.Identities.Get(record.IdentityId)!;
        if (identity.CurrentVersionId == record.NewVersionId && record.OldVersionId is { } oldId && transaction.Versions.Get(oldId) is { } old)
        {
            var policy = PolicyBook.Merge(transaction.Policies)[(int)identity.Criticality];
            var restored = old with { State = VersionState.Active, StateReason = reason, StateAt = now, DueAt = Schedule.DueAt(old, policy) };
            transaction.Versions.Update(restored);
            transaction.Identities.Update(VersionWriter.WithCurrent(identity, restored, identity.Authority));
        }
    }
}
