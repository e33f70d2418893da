using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>
/// Carries a claimed rotation forward from wherever its journal ends: prepare, install, prove, activate, retire. Each step
/// is committed before the next begins, and each may be repeated. Targets whose maintenance window is closed are waited for.
/// </summary>
internal sealed class RotationRunner(
    IInventory inventory,
    RotationJournal journal,
    RotationPreparation preparation,
    RotationDelivery delivery,
    RotationActivation activation,
    RotationRetirement retirement,
    TimeProvider time)
{
    /// <summary>Runs to the end, or until something fails; <paramref name="run"/> always holds the record as committed.</summary>
    public async Task RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        if (run.Record.Step < RotationStep.Activate && !await ActivateAsync(run, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (run.IsForced || !IsKept(run, cancellationToken))
        {
            await retirement.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>False where the run ends here: it waits, overlaps, or was a delivery.</summary>
    private async Task<bool> ActivateAsync(RotationRun run, CancellationToken cancellationToken)
    {
        if (run.Record.NewVersionId is null)
        {
            await preparation.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }

        if (run.IsRunning)
        {
            await delivery.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }

        if (run.IsRunning)
        {
            activation.Run(run, cancellationToken);
        }

        return run.IsRunning;
    }

    /// <summary>Whether the old version stays, as it was seen too lately.</summary>
    private bool IsKept(RotationRun run, CancellationToken cancellationToken)
    {
        if (QuietRule.Keeps(run.Record, inventory, time.GetUtcNow()) is not { } kept)
        {
            return false;
        }

        journal.Commit(
            run,
            new JournalLine(RotationStep.Retire, JournalState.Waiting) { Detail = kept.Reason },
            (_, _, record) => record with { Outcome = RotationOutcome.Overlapping, RetireAt = kept.Until, Reason = kept.Reason },
            cancellationToken);
        return true;
    }
}
