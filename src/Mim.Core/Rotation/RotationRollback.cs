using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Stores;

namespace Mim.Core.Rotation;

/// <summary>
/// Takes a rotation back: every location gets what it had before, the old version is proved there, and only then is the
/// new one given up. May be repeated after a crash.
/// </summary>
internal sealed class RotationRollback(IInventory inventory, RotationJournal journal, TargetRollback targets)
{
    /// <summary>Whether a journal says that its rotation is to be taken back.</summary>
    public static bool IsWanted(IEnumerable<JournalEntry> entries) =>
        entries.Any(entry => entry.State is JournalState.Failed or JournalState.Undoing);

    /// <summary>Records why a rotation must be taken back.</summary>
    public void MarkFailed(RotationRun run, MimException failure, CancellationToken cancellationToken) => journal.Commit(
        run,
        new JournalLine(run.Record.Step, JournalState.Failed) { Detail = failure.Message },
        (_, _, record) => record with { Reason = failure.Message },
        cancellationToken);

    /// <summary>
    /// Takes back all that can be. When a location resists, the rotation stays open as <see cref="RotationOutcome.Failed"/>.
    /// </summary>
    public async Task RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        var entries = journal.Entries(run.Record.Id);
        var undoing = entries.Any(entry => entry.State == JournalState.Undoing);
        var troubles = new List<string>();
        foreach (var (target, trace, held) in Touched(run.Record, entries, undoing, cancellationToken))
        {
            try
            {
                await targets.TakeBackAsync(run, target, trace, held, cancellationToken).ConfigureAwait(false);
            }
            catch (MimException failure) when (!StoreTrouble.Is(failure) && failure.Cause != MimErrorCause.AlreadyClaimed)
            {
                troubles.Add(failure.Message);
            }
        }

        if (troubles.Count == 0)
        {
            End(run, undoing, cancellationToken);
            return;
        }

        var cause = entries.FirstOrDefault(entry => entry.State is JournalState.Failed or JournalState.Undoing).Required("the cause of a failed rotation").Detail;
        var reason = $"{cause} Taking back failed: {string.Join(' ', troubles)}";
        journal.Commit(
            run,
            new JournalLine(run.Record.Step, JournalState.Failed) { Detail = reason },
            (_, _, record) => record with { Outcome = RotationOutcome.Failed, Reason = reason },
            cancellationToken);
    }

    /// <summary>The locations to be taken back, the last one first, each with the version that belongs there.</summary>
    private List<(Target Target, TargetTrace? Trace, HeldVersion? Held)> Touched(
        RotationRecord record, IReadOnlyList<JournalEntry> entries, bool undoing, CancellationToken cancellationToken)
    {
        var old = record.OldVersionId is { } oldId ? new HeldVersion(oldId, record.OldVersion) : null;
        var traces = TargetTrace.Of(entries);
        var touched = from trace in traces.Reverse()
                      where !trace.IsBack
                      let target = inventory.Targets.Get(trace.TargetId)
                      where target is not null
                      select (target, (TargetTrace?)trace, undoing ? old : trace.Held);
        // After an undo the old version is everywhere, also where the new one was delivered later.
        var later = from target in undoing ? inventory.Targets.Find(record.IdentityId, cancellationToken) : []
                    where target.InstalledVersionId == record.NewVersionId && traces.All(trace => trace.TargetId != target.Id)
                    select (target, (TargetTrace?)null, old);
        return [.. touched, .. later];
    }

    private void End(RotationRun run, bool undoing, CancellationToken cancellationToken) => journal.Commit(
        run,
        new JournalLine(run.Record.Step, JournalState.TakenBack),
        (transaction, acts, record) =>
        {
            if (!record.IsDelivery)
            {
                GiveUpNew(transaction, record, acts.Now, undoing ? "Undone" : "RolledBack");
            }

            return record with
            {
                Outcome = undoing ? RotationOutcome.Undone : RotationOutcome.RolledBack,
                NotBefore = Schedule.RetryAt(acts.Now, record.Attempt),
                EndedAt = acts.Now,
            };
        },
        cancellationToken);

    private static void GiveUpNew(IInventoryTransaction transaction, RotationRecord record, DateTimeOffset now, string reason)
    {
        if (record.NewVersionId is { } newId && transaction.Versions.Get(newId) is { } given)
        {
            transaction.Sealed.Remove(newId);
            var ended = IsUsable(given) ? given with { State = VersionState.Deactivated, StateReason = reason, StateAt = now, DueAt = null } : given;
            transaction.Versions.Update(ended with { HasPrivateKey = false });
        }

        var identity = transaction.Identities.Get(record.IdentityId).Required("the identity of a rotation");
        if (record.NewVersionId is not null && identity.CurrentVersionId == record.NewVersionId
            && record.OldVersionId is { } oldId && transaction.Versions.Get(oldId) is { } old)
        {
            var policy = PolicyBook.Merge(transaction.Policies)[(int)identity.Criticality];
            var restored = IsUsable(old)
                ? old with { State = VersionState.Active, StateReason = reason, StateAt = now, DueAt = Schedule.DueAt(old, policy) }
                : old;
            transaction.Versions.Update(restored);
            transaction.Identities.Update(VersionWriter.WithCurrent(identity, restored, identity.Authority) with { UpdatedAt = now });
        }
    }

    /// <summary>False for what was revoked, suspended or disposed of meanwhile: that is not undone with the rotation.</summary>
    private static bool IsUsable(CredentialVersion version) =>
        version.State is VersionState.PreActivation or VersionState.Active or VersionState.Deactivated;
}
