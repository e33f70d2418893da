using System.Text.Json;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Rotation;

/// <summary>Gives one target back the version it held.</summary>
internal sealed class TargetRollback(
    IInventory inventory, RotationJournal journal, TargetAdapters adapters, Sealer sealer, TimeProvider time)
{
    private readonly InstallationBuilder _installations = new(inventory, sealer);
    private readonly VersionRemoval _removal = new(inventory, adapters, sealer);

    /// <summary>Takes back what a rotation put there, proves the version it held, and records it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="target">The target.</param>
    /// <param name="trace">What the rotation did there; null when it was not its doing.</param>
    /// <param name="held">The version to be there; null for nothing of ours.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public async Task TakeBackAsync(RotationRun run, Target target, TargetTrace? trace, HeldVersion? held, CancellationToken cancellationToken)
    {
        InstallReceipt? again = null;

        // Delivering again what is there already leaves nothing else to go back to.
        if (run.Record.NewVersionId is { } newId && held?.VersionId != newId)
        {
            var adapter = adapters.For(target);
            if (trace is not null && adapter is ITakesBack power)
            {
                var receipt = trace.Receipt ?? await power.RecallAsync(target, newId, cancellationToken).ConfigureAwait(false);
                await power.TakeBackAsync(target, receipt, cancellationToken).ConfigureAwait(false);
            }

            if (held is not null)
            {
                again = await RequireAsync(adapter, target, held, cancellationToken).ConfigureAwait(false);
            }

            // Only when the version that it held works there again.
            if (inventory.Versions.Get(newId) is { } given)
            {
                await _removal.RemoveAsync(target, [given], held?.VersionId, cancellationToken).ConfigureAwait(false);
            }
        }

        journal.Commit(
            run,
            JournalLine.At(RotationStep.Install, JournalState.TakenBack, target, again is null ? null : JsonSerializer.Serialize(again)),
            (transaction, acts, record) =>
            {
                TargetCommit.Installed(transaction, target, held, acts.Now);
                return record;
            },
            cancellationToken);
    }

    /// <summary>Proves the held version, and installs it again where its copies are not enough. Gives the receipt of that.</summary>
    private async Task<InstallReceipt?> RequireAsync(ITargetAdapter adapter, Target target, HeldVersion held, CancellationToken cancellationToken)
    {
        // What has expired cannot be proved, and was no better before.
        if (inventory.Versions.Get(held.VersionId) is not { } version || version.NotAfter <= time.GetUtcNow())
        {
            return null;
        }

        InstallReceipt? again = null;
        using var installation = _installations.Build(target, version.Id);
        var proof = await adapter.ProveAsync(installation, cancellationToken).ConfigureAwait(false);
        if (!proof.Holds)
        {
            again = await adapter.InstallAsync(installation, cancellationToken).ConfigureAwait(false);
            proof = await adapter.ProveAsync(installation, cancellationToken).ConfigureAwait(false);
            if (proof.Holds && adapter is ITakesBack power)
            {
                await power.RetireAsync(target, again, cancellationToken).ConfigureAwait(false);
            }
        }

        if (!proof.Holds)
        {
            throw new MimException(
                MimErrorCause.ProofFailed, $"Version {held.Version} of '{target.Identity}' is not proved at '{target.Address}': {proof.Reason}", target.Address);
        }

        return again;
    }
}
