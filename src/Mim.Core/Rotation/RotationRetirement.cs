using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Vault;

namespace Mim.Core.Rotation;

/// <summary>
/// Retires the old version – where it stands beside the new one it is taken out –, and destroys the keys and previous copies of the ones
/// before it: undo goes one back, and secrets are read ten back. Nothing here brings the new version into danger any more.
/// </summary>
internal sealed class RotationRetirement(IInventory inventory, RotationJournal journal, TargetAdapters adapters, VersionRemoval removal)
{
    public async Task RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        if (await RemoveOldAsync(run.Record, cancellationToken).ConfigureAwait(false) is { } resisting)
        {
            Postpone(run, resisting, cancellationToken);
            return;
        }

        var cleared = new List<(Guid RotationId, Guid TargetId)>();
        var trouble = await ClearAsync(run.Record, cleared, cancellationToken).ConfigureAwait(false);
        journal.Commit(
            run,
            new JournalLine(RotationStep.Retire, JournalState.Done) { Detail = trouble },
            (transaction, acts, record) =>
            {
                cleared.ForEach(copy => RotationJournal.NoteCleared(transaction, copy.RotationId, copy.TargetId, acts.Now));
                var oldest = OldestKept(transaction, record);
                foreach (var version in transaction.Versions.OfIdentity(record.IdentityId))
                {
                    Retire(transaction, version, record, oldest, acts.Now);
                }

                return record with { Step = RotationStep.Retire, Outcome = RotationOutcome.Completed, Reason = trouble, EndedAt = acts.Now };
            },
            cancellationToken);
    }

    /// <summary>
    /// Takes the old version out of every location that still has it beside the new one. Gives what went wrong: as long as it works
    /// anywhere, it is not retired.
    /// </summary>
    private async Task<string?> RemoveOldAsync(RotationRecord record, CancellationToken cancellationToken)
    {
        var several = inventory.Targets.Find(record.IdentityId, cancellationToken).ToList().Where(removal.Applies).ToList();
        IReadOnlyList<CredentialVersion> old = several.Count == 0
            ? []
            : [.. inventory.Versions.OfIdentity(record.IdentityId).Where(version => version.Number <= record.OldVersion)];
        var troubles = new List<string>();
        var removals = Concurrently.RunAsync(several, TargetWaves.AtOnce, (target, token) => RemoveAsync(target, old, token), cancellationToken);
        await foreach (var trouble in removals.ConfigureAwait(false))
        {
            if (trouble is not null)
            {
                troubles.Add(trouble);
            }
        }

        return troubles.Count == 0 ? null : $"Version {record.OldVersion} is not taken out everywhere: {string.Join(' ', troubles)}";
    }

    private async Task<string?> RemoveAsync(Target target, IReadOnlyList<CredentialVersion> old, CancellationToken cancellationToken)
    {
        try
        {
            await removal.RemoveAsync(target, old, keptId: null, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (MimException exception) when (!StoreTrouble.Is(exception))
        {
            return exception.Message;
        }
    }

    private void Postpone(RotationRun run, string reason, CancellationToken cancellationToken) => journal.Commit(
        run,
        new JournalLine(RotationStep.Retire, JournalState.Waiting) { Detail = reason },
        (_, acts, record) => record with
        {
            Outcome = RotationOutcome.Overlapping, RetireAt = Schedule.RetryAt(acts.Now, record.Attempt), Reason = reason,
        },
        cancellationToken);

    /// <summary>Number of the oldest version that keeps its key: the old one, so that undo can go back; of secrets the newest ten.</summary>
    private static int OldestKept(IInventoryTransaction transaction, RotationRecord record) =>
        transaction.Identities.Get(record.IdentityId)?.Kind == IdentityKind.Secret
            ? Math.Min(record.OldVersion, record.NewVersion - SecretRules.KeptVersions + 1)
            : record.OldVersion;

    private static void Retire(IInventoryTransaction transaction, CredentialVersion version, RotationRecord record, int oldest, DateTimeOffset now)
    {
        if (version.Number < oldest)
        {
            Destroy(transaction, version, now);
        }
        else if (version.Id == record.OldVersionId && version.State == VersionState.Active)
        {
            transaction.Versions.Update(version with { State = VersionState.Deactivated, StateReason = "Superseded", StateAt = now, DueAt = null });
        }
    }

    private static void Destroy(IInventoryTransaction transaction, CredentialVersion version, DateTimeOffset now)
    {
        if (!version.HasPrivateKey && version.State != VersionState.Active)
        {
            return;
        }

        transaction.Sealed.Remove(version.Id);
        transaction.Versions.Update(version.State == VersionState.Revoked
            ? version with { HasPrivateKey = false }
            : version with { State = VersionState.Destroyed, StateReason = "Superseded", StateAt = now, DueAt = null, HasPrivateKey = false });
    }

    /// <summary>
    /// Destroys what earlier rotations kept, the oldest first, and stops at the first that resists: it is tried again by the
    /// next rotation. Gives what went wrong.
    /// </summary>
    private async Task<string?> ClearAsync(RotationRecord record, List<(Guid RotationId, Guid TargetId)> cleared, CancellationToken cancellationToken)
    {
        foreach (var (rotationId, trace) in Earlier(record, cancellationToken))
        {
            try
            {
                if (inventory.Targets.Get(trace.TargetId) is { } target && adapters.For(target) is ITakesBack adapter)
                {
                    await adapter.RetireAsync(target, trace.Receipt!, cancellationToken).ConfigureAwait(false);
                }

                cleared.Add((rotationId, trace.TargetId));
            }
            catch (MimException exception) when (!StoreTrouble.Is(exception))
            {
                return $"Previous copies were not cleared up: {exception.Message}";
            }
        }

        return null;
    }

    private List<(Guid RotationId, TargetTrace Trace)> Earlier(RotationRecord record, CancellationToken cancellationToken)
    {
        var kept = inventory.Journal.Find(new RotationQuery { IdentityId = record.IdentityId }, cancellationToken)
            .SkipWhile(earlier => earlier.Id != record.Id)
            .Skip(1)
            .Select(earlier => (earlier.Id, Traces: TargetTrace.Of(journal.Entries(earlier.Id))))
            .TakeWhile(earlier => !earlier.Traces.Any(trace => trace.IsCleared) || earlier.Traces.Any(trace => trace.IsKept))
            .Reverse();
        return [.. from earlier in kept from trace in earlier.Traces where trace.IsKept select (earlier.Id, trace)];
    }
}
