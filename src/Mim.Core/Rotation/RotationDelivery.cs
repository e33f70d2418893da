using System.Globalization;
using System.Text.Json;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Rotation;

/// <summary>Installs the new version at every target that is open, and proves it there.</summary>
internal sealed class RotationDelivery(
    IInventory inventory, RotationJournal journal, TargetAdapters adapters, Sealer sealer, LocationGuard guard, TimeProvider time)
{
    private readonly InstallationBuilder _installations = new(inventory, sealer);

    /// <summary>Delivers what is not delivered yet; waits where a maintenance window is closed, and ends what is a delivery only.</summary>
    public async Task RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        var targets = inventory.Targets.Find(run.Record.IdentityId, cancellationToken).ToList();
        var entries = journal.Entries(run.Record.Id);
        bool Done(RotationStep step, Target target) =>
            entries.Any(entry => entry.Step == step && entry.State == JournalState.Done && entry.TargetId == target.Id);

        var closed = new List<(Target Target, DateTimeOffset OpensAt)>();
        foreach (var target in targets.Where(target => !Done(RotationStep.Install, target)))
        {
            var now = time.GetUtcNow();
            var opensAt = run.IsForced || target.Window is not { } window ? now : window.OpensAt(now) ?? DateTimeOffset.MaxValue;
            if (opensAt > now)
            {
                closed.Add((target, opensAt));
                continue;
            }

            await InstallAsync(run, target, cancellationToken).ConfigureAwait(false);
        }

        foreach (var target in targets.Where(target => !Done(RotationStep.Prove, target) && !closed.Exists(one => one.Target == target)))
        {
            await ProveAsync(run, target, cancellationToken).ConfigureAwait(false);
        }

        if (closed.Count > 0)
        {
            var (target, opensAt) = closed.MinBy(one => one.OpensAt);
            var reason = string.Create(CultureInfo.InvariantCulture, $"Waits until {opensAt:yyyy-MM-dd HH:mm}Z for the maintenance window of '{target.Address}'.");
            journal.Wait(run, RotationStep.Install, opensAt, reason, cancellationToken);
        }
        else if (run.Record.IsDelivery)
        {
            End(run, cancellationToken);
        }
    }

    private async Task InstallAsync(RotationRun run, Target target, CancellationToken cancellationToken)
    {
        if (!run.IsForced)
        {
            await guard.RequireOursAsync(target, cancellationToken).ConfigureAwait(false);
        }

        var held = target.InstalledVersionId is { } heldId ? JsonSerializer.Serialize(new HeldVersion(heldId, target.InstalledVersion)) : null;
        journal.Commit(
            run,
            JournalLine.At(RotationStep.Install, JournalState.Begun, target, held),
            (transaction, _, record) =>
            {
                RotationRules.RequireUnchanged(transaction.Identities, record);
                return record with { Step = RotationStep.Install };
            },
            cancellationToken);
        using var installation = _installations.Build(target, run.Record.NewVersionId!.Value, run.IsForced);
        var receipt = await adapters.For(target).InstallAsync(installation, cancellationToken).ConfigureAwait(false);
        journal.Commit(
            run,
            JournalLine.At(RotationStep.Install, JournalState.Done, target, JsonSerializer.Serialize(receipt)),
            (transaction, acts, record) =>
            {
                TargetCommit.Located(transaction, target, record.NewVersionId!.Value, acts.Now);
                return record;
            },
            cancellationToken);
    }

    private async Task ProveAsync(RotationRun run, Target target, CancellationToken cancellationToken)
    {
        using var installation = _installations.Build(target, run.Record.NewVersionId!.Value);
        var proof = await adapters.For(target).ProveAsync(installation, cancellationToken).ConfigureAwait(false);
        if (!proof.Holds)
        {
            throw new MimException(
                MimErrorCause.ProofFailed, $"The new version of '{target.Identity}' is not proved at '{target.Address}': {proof.Reason}", target.Address);
        }

        journal.Commit(
            run,
            JournalLine.At(RotationStep.Prove, JournalState.Done, target),
            (transaction, acts, record) =>
            {
                TargetCommit.Installed(transaction, target, new HeldVersion(record.NewVersionId!.Value, record.NewVersion), acts.Now);
                return record with { Step = RotationStep.Prove };
            },
            cancellationToken);
    }

    private void End(RotationRun run, CancellationToken cancellationToken) => journal.Commit(
        run,
        new JournalLine(RotationStep.Prove, JournalState.Done),
        (_, acts, record) => record with { Step = RotationStep.Prove, Outcome = RotationOutcome.Completed, EndedAt = acts.Now },
        cancellationToken);
}
