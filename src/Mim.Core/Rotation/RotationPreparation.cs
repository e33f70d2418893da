using Mim.Core.Delivery;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Stores;

namespace Mim.Core.Rotation;

/// <summary>
/// Issues the new version of a rotation. Every location is looked at first: where the delivery would be refused, nothing is issued.
/// </summary>
internal sealed class RotationPreparation(
    IInventory inventory, RotationJournal journal, VersionIssuers issuers, LocationGuard guard, TimeProvider time)
{
    /// <summary>Prepares the new version, or waits when the authority was asked for too much meanwhile.</summary>
    public async Task RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        foreach (var target in inventory.Targets.Find(run.Record.IdentityId, cancellationToken).ToList())
        {
            await guard.RequireReadyAsync(target, run.IsForced, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await PrepareAsync(run, cancellationToken).ConfigureAwait(false);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.BudgetSpent)
        {
            // By runs that started at the same moment.
            var identity = RotationRules.RequireUnchanged(inventory.Identities, run.Record);
            var free = AuthorityBudget.FreeAt(identity, inventory.Authorities, inventory.Policies, time.GetUtcNow());
            journal.Wait(run, RotationStep.Prepare, free, AuthorityBudget.Reason(identity.Authority, free), cancellationToken);
        }
    }

    private async Task PrepareAsync(RotationRun run, CancellationToken cancellationToken)
    {
        var identity = RotationRules.RequireUnchanged(inventory.Identities, run.Record);
        var versions = inventory.Versions.OfIdentity(identity.Id);
        var old = versions.FirstOrDefault(version => version.Id == run.Record.OldVersionId).Required("the old version of a rotation");
        var prepared = await issuers.PrepareNextAsync(identity, old, versions[^1].Number + 1, cancellationToken).ConfigureAwait(false);
        journal.Commit(
            run,
            new JournalLine(RotationStep.Prepare, JournalState.Done),
            (transaction, acts, record) =>
            {
                RotationRules.RequireUnchanged(transaction.Identities, record);
                if (!run.IsForced)
                {
                    AuthorityBudget.Require(identity, transaction.Authorities, transaction.Policies, acts.Now);
                }

                transaction.Versions.Add(prepared.Version with { StateReason = "Prepared" });
                foreach (var value in prepared.Sealed)
                {
                    transaction.Sealed.Put(value);
                }

                return record with
                {
                    Step = RotationStep.Prepare, NewVersionId = prepared.Version.Id, NewVersion = prepared.Version.Number,
                };
            },
            cancellationToken);
    }
}
