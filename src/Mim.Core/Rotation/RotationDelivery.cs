using System.Globalization;
using System.Text.Json;
using Mim.Core.Accounts;
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

        var closed = Closed(targets.Where(target => !Done(RotationStep.Install, target)), run.IsForced);
        var open = targets.Where(target => !closed.Exists(one => one.Target == target)).ToList();
        if (closed.Count > 0 && targets.Exists(target => target.Settings is AccountSettings { IsPair: false } && !Done(RotationStep.Install, target)))
        {
            // Whoever waits for a window would be left with the old password.
            open = [];
        }

        var proved = open.Where(target => Done(RotationStep.Prove, target)).ToHashSet();
        foreach (var wave in TargetWaves.Of(open.Where(target => !Done(RotationStep.Install, target)), GoesAhead))
        {
            await EachAsync(wave, (target, token) => InstallAsync(run, target, token), cancellationToken).ConfigureAwait(false);

            // The others wait until the canary is proved.
            if (wave is [var canary] && GoesAhead(canary))
            {
                await ProveAsync(run, canary, cancellationToken).ConfigureAwait(false);
                proved.Add(canary);
            }
        }

        foreach (var wave in TargetWaves.Of(open.Where(target => !proved.Contains(target)), GoesAhead))
        {
            await EachAsync(wave, (target, token) => ProveAsync(run, target, token), cancellationToken).ConfigureAwait(false);
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

    /// <summary>Those whose maintenance window is closed, and when it opens.</summary>
    private List<(Target Target, DateTimeOffset OpensAt)> Closed(IEnumerable<Target> targets, bool isForced)
    {
        var now = time.GetUtcNow();
        return isForced ? [] :
        [
            .. from target in targets
               let opensAt = target.Window is { } window ? window.OpensAt(now) ?? DateTimeOffset.MaxValue : now
               where opensAt > now
               select (target, opensAt),
        ];
    }

    /// <summary>Whether it is proved before the others are told: where it stands beside what is in use, and the account that they log in to.</summary>
    private bool GoesAhead(Target target) => adapters.For(target) is IHoldsSeveral or IDisablesAccounts;

    private static async Task EachAsync(IReadOnlyList<Target> wave, Func<Target, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (wave is [var only])
        {
            await work(only, cancellationToken).ConfigureAwait(false);
            return;
        }

        var all = Concurrently.RunAsync(
            wave,
            TargetWaves.AtOnce,
            async (target, token) =>
            {
                await work(target, token).ConfigureAwait(false);
                return target;
            },
            cancellationToken);
        await foreach (var _ in all.ConfigureAwait(false))
        {
            continue;
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
        using var installation = _installations.Build(target, run.Record.NewVersionId!.Value, run.IsForced, run.Lend);
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
