using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>
/// Writes steps of rotations: the record, its journal line, the claim and the act in one transaction each. A step that
/// finds its claim taken over does not commit.
/// </summary>
internal sealed class RotationJournal(IInventory inventory, ActLedger ledger, IRunners runners)
{
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(5);

    public IReadOnlyList<JournalEntry> Entries(Guid rotationId) => inventory.Journal.Entries(rotationId);

    /// <summary>Commits one step. <paramref name="change"/> writes what belongs to it and gives the record as it is after.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AlreadyClaimed"/>: another runner took over.</exception>
    public RotationRecord Commit(
        RotationRecord record, JournalLine line, Func<IInventoryTransaction, ActScope, RotationRecord, RotationRecord> change, CancellationToken cancellationToken) =>
        ledger.Commit(
            (transaction, acts) =>
            {
                Claim(transaction, record.IdentityId, record.Identity, acts.Now);
                var changed = change(transaction, acts, record) with { UpdatedAt = acts.Now };
                transaction.Journal.Put(changed);
                transaction.Journal.Append(new JournalEntry
                {
                    RotationId = record.Id,
                    Sequence = transaction.Journal.Entries(record.Id).Count + 1,
                    Step = line.Step,
                    State = line.State,
                    TargetId = line.TargetId,
                    Detail = line.Detail,
                    At = acts.Now,
                });
                acts.Record(ActOf(line, changed));
                if (changed.Outcome is not (RotationOutcome.Running or RotationOutcome.Failed))
                {
                    transaction.Leases.Release(record.IdentityId, runners.Self);
                }

                return changed;
            },
            cancellationToken);

    /// <summary>Claims an identity for this runner, or prolongs its claim; the claim of a runner that is surely dead falls.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AlreadyClaimed"/>.</exception>
    public void Claim(IInventoryTransaction transaction, Guid identityId, string identity, DateTimeOffset now)
    {
        if (transaction.Leases.Get(identityId) is { } held && held.Owner != runners.Self && runners.IsDead(held.Owner))
        {
            transaction.Leases.Release(identityId, held.Owner);
        }

        if (!transaction.Leases.TryClaim(new Lease(identityId, runners.Self, now + LeaseDuration), now))
        {
            throw new MimException(MimErrorCause.AlreadyClaimed, $"'{identity}' is being worked on by another runner.", identity);
        }
    }

    /// <summary>Gives up a claim when a run stops early, so that another can resume at once.</summary>
    public void Release(RotationRecord record) => ledger.Commit(
        (transaction, acts) =>
        {
            transaction.Leases.Release(record.IdentityId, runners.Self);
            acts.Record(new Act("StopRotation", "Identity", record.IdentityId.ToString(), record.Identity, new Dictionary<string, string>
            {
                ["rotation"] = record.Id.ToString(),
                ["step"] = record.Step.ToString(),
            }));
        },
        CancellationToken.None);

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
        return new Act(record.IsDelivery ? "PublishIdentity" : "RotateIdentity", "Identity", record.IdentityId.ToString(), record.Identity, detail, outcome);
    }
}
