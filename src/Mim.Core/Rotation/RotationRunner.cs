using System.Globalization;
using System.Text.Json;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.Core.Rotation;

/// <summary>
/// Carries a claimed rotation forward from wherever its journal ends: prepare, install, prove, activate, retire. Each step
/// is committed before the next begins, and each may be repeated. Targets whose maintenance window is closed are waited for.
/// </summary>
internal sealed class RotationRunner(
    IInventory inventory, RotationJournal journal, VersionIssuers issuers, TargetAdapters adapters, Sealer sealer, TimeProvider time)
{
    private readonly InstallationBuilder _installations = new(inventory, sealer);
    private readonly LocationGuard _guard = new(inventory, adapters, sealer);
    private readonly RotationRetirement _retirement = new(inventory, journal, adapters);

    /// <summary>Runs to the end, or until something fails; <paramref name="run"/> always holds the record as committed.</summary>
    public async Task RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        if (run.Record is { NewVersionId: null } && !TryPrepare(run, cancellationToken))
        {
            return;
        }

        if (run.Record.Step < RotationStep.Activate)
        {
            await DeliverAsync(run, cancellationToken).ConfigureAwait(false);
            if (run.Record.Outcome == RotationOutcome.Waiting)
            {
                return;
            }

            if (run.Record.IsDelivery)
            {
                EndDelivery(run, cancellationToken);
                return;
            }

            Activate(run, cancellationToken);
            if (run.Record.Outcome == RotationOutcome.Overlapping)
            {
                return;
            }
        }

        if (run.IsForced || !IsKept(run, cancellationToken))
        {
            await _retirement.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
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

    /// <summary>False when the authority was asked for too much meanwhile, by runs that started at the same moment.</summary>
    private bool TryPrepare(RotationRun run, CancellationToken cancellationToken)
    {
        try
        {
            Prepare(run, cancellationToken);
            return true;
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.BudgetSpent)
        {
            var identity = RequireUnchanged(inventory.Identities, run.Record);
            var free = AuthorityBudget.FreeAt(identity, inventory.Authorities, inventory.Policies, time.GetUtcNow());
            Wait(run, RotationStep.Prepare, free, AuthorityBudget.Reason(identity.Authority, free), cancellationToken);
            return false;
        }
    }

    private void Prepare(RotationRun run, CancellationToken cancellationToken)
    {
        var identity = RequireUnchanged(inventory.Identities, run.Record);
        var versions = inventory.Versions.OfIdentity(identity.Id);
        var old = versions.FirstOrDefault(version => version.Id == run.Record.OldVersionId).Required("the old version of a rotation");
        var prepared = issuers.PrepareNext(identity, old, versions[^1].Number + 1, cancellationToken);
        journal.Commit(
            run,
            new JournalLine(RotationStep.Prepare, JournalState.Done),
            (transaction, acts, record) =>
            {
                RequireUnchanged(transaction.Identities, record);
                if (!run.IsForced)
                {
                    AuthorityBudget.Require(identity, transaction.Authorities, transaction.Policies, acts.Now);
                }

                transaction.Versions.Add(prepared.Version with { StateReason = "Prepared" });
                if (prepared.SealedKey is { } key)
                {
                    transaction.Sealed.Put(key);
                }

                return record with
                {
                    Step = RotationStep.Prepare, NewVersionId = prepared.Version.Id, NewVersion = prepared.Version.Number,
                };
            },
            cancellationToken);
    }

    private async Task DeliverAsync(RotationRun run, CancellationToken cancellationToken)
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
            Wait(run, RotationStep.Install, opensAt, reason, cancellationToken);
        }
    }

    private void Wait(RotationRun run, RotationStep step, DateTimeOffset until, string reason, CancellationToken cancellationToken) => journal.Commit(
        run,
        new JournalLine(step, JournalState.Waiting) { Detail = reason },
        (_, _, record) => record with { Outcome = RotationOutcome.Waiting, NotBefore = until, Reason = reason },
        cancellationToken);

    private async Task InstallAsync(RotationRun run, Target target, CancellationToken cancellationToken)
    {
        if (!run.IsForced)
        {
            await _guard.RequireOursAsync(target, cancellationToken).ConfigureAwait(false);
        }

        var held = target.InstalledVersionId is { } heldId ? JsonSerializer.Serialize(new HeldVersion(heldId, target.InstalledVersion)) : null;
        journal.Commit(
            run,
            JournalLine.At(RotationStep.Install, JournalState.Begun, target, held),
            (transaction, _, record) =>
            {
                RequireUnchanged(transaction.Identities, record);
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

    private void Activate(RotationRun run, CancellationToken cancellationToken) => journal.Commit(
        run,
        new JournalLine(RotationStep.Activate, JournalState.Done),
        (transaction, acts, record) =>
        {
            var identity = RequireUnchanged(transaction.Identities, record);
            const string what = "the new version of a rotation";
            var prepared = transaction.Versions.Get(record.NewVersionId.Required(what)).Required(what);
            if (prepared.State != VersionState.PreActivation)
            {
                throw new MimException(
                    MimErrorCause.WrongState, $"The new version of '{identity.Name}' became {prepared.State} before it was activated.", identity.Name);
            }

            var version = prepared with { State = VersionState.Active, StateReason = "Rotated", StateAt = acts.Now };
            transaction.Versions.Update(version);
            transaction.Identities.Update(VersionWriter.WithCurrent(identity, version, identity.Authority));
            var policy = PolicyBook.Merge(transaction.Policies)[(int)identity.Criticality];
            var overlap = policy.Overlap > policy.QuietTime ? policy.Overlap : policy.QuietTime;
            return record with
            {
                Step = RotationStep.Activate,
                RetireAt = acts.Now + overlap,
                Outcome = overlap > TimeSpan.Zero ? RotationOutcome.Overlapping : RotationOutcome.Running,
            };
        },
        cancellationToken);

    /// <summary>The identity, as long as it is the one that this rotation began with.</summary>
    private static MachineIdentity RequireUnchanged(IIdentityReader identities, RotationRecord record)
    {
        var identity = identities.Get(record.IdentityId) ?? throw IdentityCatalog.NotFound(record.IdentityId);
        return identity.Status == VersionState.Active && identity.CurrentVersionId == record.OldVersionId
            ? identity
            : throw new MimException(
                MimErrorCause.WrongState, $"'{identity.Name}' became {identity.Status} or changed its version while it was worked on.", identity.Name);
    }

    private void EndDelivery(RotationRun run, CancellationToken cancellationToken) => journal.Commit(
        run,
        new JournalLine(RotationStep.Prove, JournalState.Done),
        (_, acts, record) => record with { Step = RotationStep.Prove, Outcome = RotationOutcome.Completed, EndedAt = acts.Now },
        cancellationToken);
}
