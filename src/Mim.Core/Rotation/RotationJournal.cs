using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>
/// Writes steps of rotations: the record, its journal line, the claim and the act in one transaction each. A step that
/// finds its claim taken over does not commit.
/// </summary>
internal sealed class RotationJournal(IInventory inventory, ActLedger ledger)
{
    /// <summary>How long giving up a claim may take when a run stops early: Ctrl+C must be heard at once.</summary>
    private static readonly TimeSpan ReleasePatience = TimeSpan.FromMilliseconds(100);

    public IReadOnlyList<JournalEntry> Entries(Guid rotationId) => inventory.Journal.Entries(rotationId);

    /// <summary>
    /// Commits one step. <paramref name="change"/> writes what belongs to it and gives the record as it is after. Several targets of a run
    /// may be worked on at once: their steps are committed one after the other.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AlreadyClaimed"/>: another runner took over.</exception>
    public void Commit(
        RotationRun run,
        JournalLine line,
        Func<IInventoryTransaction, ActScope, RotationRecord, RotationRecord> change,
        CancellationToken cancellationToken)
    {
        lock (run)
        {
            run.Advance(ledger.Commit(
                (transaction, acts) =>
                {
                    var record = run.Record;
                    run.Claim.Take(transaction, record.IdentityId, record.Identity, acts.Now);
                    if (transaction.Journal.Entries(record.Id).Count != run.Lines)
                    {
                        throw RunClaim.Lost(record.Identity);
                    }

                    var changed = change(transaction, acts, record) with { UpdatedAt = acts.Now };
                    transaction.Journal.Put(changed);
                    transaction.Journal.Append(EntryOf(record.Id, run.Lines + 1, line, acts.Now));
                    acts.Record(ActOf(line, changed));
                    if (changed.Outcome != RotationOutcome.Running)
                    {
                        transaction.Leases.Release(record.IdentityId, run.Claim.Owner);
                    }

                    return changed;
                },
                cancellationToken));
        }
    }

    /// <summary>Leaves a run to whoever comes at a later time.</summary>
    public void Wait(RotationRun run, RotationStep step, DateTimeOffset until, string reason, CancellationToken cancellationToken) => Commit(
        run,
        new JournalLine(step, JournalState.Waiting) { Detail = reason },
        (_, _, record) => record with { Outcome = RotationOutcome.Waiting, NotBefore = until, Reason = reason },
        cancellationToken);

    /// <summary>Notes in the journal of an ended rotation that its previous copies are gone.</summary>
    public static void NoteCleared(IInventoryTransaction transaction, Guid rotationId, Guid targetId, DateTimeOffset now)
    {
        var line = new JournalLine(RotationStep.Retire, JournalState.Done) { TargetId = targetId };
        transaction.Journal.Append(EntryOf(rotationId, transaction.Journal.Entries(rotationId).Count + 1, line, now));
    }

    /// <summary>Ends a rotation that nobody is to go on with, as it stands.</summary>
    public static void Abandon(IInventoryTransaction transaction, RotationRecord rotation, string reason, DateTimeOffset now)
    {
        var line = new JournalLine(rotation.Step, JournalState.Failed) { Detail = reason };
        transaction.Journal.Append(EntryOf(rotation.Id, transaction.Journal.Entries(rotation.Id).Count + 1, line, now));
        transaction.Journal.Put(rotation with { Outcome = RotationOutcome.Abandoned, Reason = reason, UpdatedAt = now, EndedAt = now });
    }

    /// <summary>Gives up a claim when a run stops early, so that another can resume at once; if it cannot, the claim expires.</summary>
    public void Release(RotationRun run)
    {
        using var patience = new CancellationTokenSource(ReleasePatience);
        var record = run.Record;
        try
        {
            ledger.Commit(
                (transaction, acts) =>
                {
                    transaction.Leases.Release(record.IdentityId, run.Claim.Owner);
                    acts.Record(new Act("StopRotation", "Identity", record.IdentityId.ToString(), record.Identity, new Dictionary<string, string>
                    {
                        ["rotation"] = record.Id.ToString(),
                        ["step"] = record.Step.ToString(),
                    }));
                },
                patience.Token);
        }
        catch (Exception exception) when (exception is MimException or OperationCanceledException)
        {
            // What stopped the run is what the caller hears about.
        }
    }

    public static JournalEntry EntryOf(Guid rotationId, int sequence, JournalLine line, DateTimeOffset now) => new()
    {
        RotationId = rotationId,
        Sequence = sequence,
        Step = line.Step,
        State = line.State,
        TargetId = line.TargetId,
        Detail = line.Detail,
        At = now,
    };

    private static Act ActOf(JournalLine line, RotationRecord record)
    {
        var detail = new Dictionary<string, string>
        {
            ["rotation"] = record.Id.ToString(),
            ["step"] = line.Step.ToString(),
            ["state"] = line.State.ToString(),
            ["oldVersion"] = record.OldVersion.ToString(CultureInfo.InvariantCulture),
            ["newVersion"] = record.NewVersion.ToString(CultureInfo.InvariantCulture),
            ["outcome"] = record.Outcome.ToString(),
        };
        if (line.Address is not null)
        {
            detail["target"] = line.Address;
        }

        if (record.Reason is not null)
        {
            detail["reason"] = record.Reason;
        }

        var outcome = line.State == JournalState.Failed ? ActOutcome.Failed : ActOutcome.Succeeded;
        return new Act(
            record.IsDelivery ? "PublishIdentity" : "RotateIdentity", "Identity", record.IdentityId.ToString(), record.Identity, detail, outcome);
    }
}
