using System.Text.Json;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Rotation;

/// <summary>
/// Carries a claimed rotation forward from wherever its journal ends: prepare, install, prove, activate, retire. Each step
/// is committed before the next begins, and each may be repeated.
/// </summary>
internal sealed class RotationRunner(
    IInventory inventory, RotationJournal journal, CertificateIssuer issuer, TargetAdapters adapters, Sealer sealer, TimeProvider time)
{
    private readonly InstallationBuilder _installations = new(inventory, sealer);

    /// <summary>Runs to the end, or until something fails; <paramref name="current"/> always holds the record as committed.</summary>
    public async Task RunAsync(RotationCursor current, CancellationToken cancellationToken)
    {
        if (current.Record.Outcome == RotationOutcome.Overlapping)
        {
            await RetireAsync(current, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (current.Record.NewVersionId is null)
        {
            current.Record = Prepare(current.Record, cancellationToken);
        }

        if (current.Record.Step < RotationStep.Activate)
        {
            await DeliverAsync(current, cancellationToken).ConfigureAwait(false);
            if (current.Record.IsDelivery)
            {
                current.Record = EndDelivery(current.Record, cancellationToken);
                return;
            }

            current.Record = Activate(current.Record, cancellationToken);
        }

        if (current.Record.Outcome == RotationOutcome.Running)
        {
            await RetireAsync(current, cancellationToken).ConfigureAwait(false);
        }
    }

    private RotationRecord Prepare(RotationRecord record, CancellationToken cancellationToken)
    {
        var identity = inventory.Identities.Get(record.IdentityId)!;
        var versions = inventory.Versions.OfIdentity(record.IdentityId);
        var old = versions.First(version => version.Id == record.OldVersionId);
        var prepared = issuer.PrepareNext(identity, old, versions[^1].Number + 1, cancellationToken);
        return journal.Commit(
            record,
            new JournalLine(RotationStep.Prepare, JournalState.Done),
            (transaction, _, current) =>
            {
                transaction.Versions.Add(prepared.Version with { StateReason = "Prepared" });
                if (prepared.SealedKey is { } key)
                {
                    transaction.Sealed.Put(key);
                }

                return current with { Step = RotationStep.Prepare, NewVersionId = prepared.Version.Id, NewVersion = prepared.Version.Number };
            },
            cancellationToken);
    }

    private async Task DeliverAsync(RotationCursor current, CancellationToken cancellationToken)
    {
        var targets = inventory.Targets.Find(current.Record.IdentityId, cancellationToken).ToList();
        var entries = journal.Entries(current.Record.Id);
        bool Done(RotationStep step, Target target) =>
            entries.Any(entry => entry.Step == step && entry.State == JournalState.Done && entry.TargetId == target.Id);

        foreach (var target in targets.Where(target => !Done(RotationStep.Install, target)))
        {
            await InstallAsync(current, target, cancellationToken).ConfigureAwait(false);
        }

        foreach (var target in targets.Where(target => !Done(RotationStep.Prove, target)))
        {
            await ProveAsync(current, target, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task InstallAsync(RotationCursor current, Target target, CancellationToken cancellationToken)
    {
        current.Record = journal.Commit(
            current.Record, JournalLine.At(RotationStep.Install, JournalState.Begun, target), (_, _, record) => record with { Step = RotationStep.Install }, cancellationToken);
        using var installation = _installations.Build(target, current.Record.NewVersionId!.Value);
        var receipt = await adapters.For(target).InstallAsync(installation, cancellationToken).ConfigureAwait(false);
        current.Record = journal.Commit(
            current.Record,
            JournalLine.At(RotationStep.Install, JournalState.Done, target, JsonSerializer.Serialize(receipt)),
            (transaction, acts, record) =>
            {
                transaction.Locations.Put(new Location
                {
                    Id = Guid.CreateVersion7(acts.Now),
                    IdentityId = target.IdentityId,
                    VersionId = record.NewVersionId,
                    TargetId = target.Id,
                    Kind = target.Kind.ToString(),
                    Address = target.Address,
                    FirstSeen = acts.Now,
                    LastSeen = acts.Now,
                });
                return record;
            },
            cancellationToken);
    }

    private async Task ProveAsync(RotationCursor current, Target target, CancellationToken cancellationToken)
    {
        using var installation = _installations.Build(target, current.Record.NewVersionId!.Value);
        var proof = await adapters.For(target).ProveAsync(installation, cancellationToken).ConfigureAwait(false);
        if (!proof.Holds)
        {
            throw new MimException(MimErrorCause.ProofFailed, $"The new version of '{target.Identity}' is not proved at '{target.Address}': {proof.Reason}", target.Address);
        }

        current.Record = journal.Commit(
            current.Record,
            JournalLine.At(RotationStep.Prove, JournalState.Done, target),
            (transaction, acts, record) =>
            {
                transaction.Targets.Put(target with { InstalledVersionId = record.NewVersionId, InstalledVersion = record.NewVersion, InstalledAt = acts.Now });
                return record with { Step = RotationStep.Prove };
            },
            cancellationToken);
    }

    private RotationRecord Activate(RotationRecord record, CancellationToken cancellationToken) => journal.Commit(
        record,
        new JournalLine(RotationStep.Activate, JournalState.Done),
        (transaction, acts, current) =>
        {
            var identity = transaction.Identities.Get(current.IdentityId)!;
            if (identity.CurrentVersionId != current.OldVersionId || identity.Status != VersionState.Active)
            {
                throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' became {identity.Status} or changed its version while it was rotated.", identity.Name);
            }

            var version = transaction.Versions.Get(current.NewVersionId!.Value)! with { State = VersionState.Active, StateReason = "Rotated", StateAt = acts.Now };
            transaction.Versions.Update(version);
            transaction.Identities.Update(VersionWriter.WithCurrent(identity, version, identity.Authority));
            var overlap = PolicyBook.Merge(transaction.Policies)[(int)identity.Criticality].Overlap;
            return current with
            {
                Step = RotationStep.Activate,
                RetireAt = acts.Now + overlap,
                Outcome = overlap > TimeSpan.Zero ? RotationOutcome.Overlapping : RotationOutcome.Running,
            };
        },
        cancellationToken);

    /// <summary>Retires the old version, and destroys the keys and previous copies of the one before it: undo goes one back.</summary>
    private async Task RetireAsync(RotationCursor current, CancellationToken cancellationToken)
    {
        var before = inventory.Journal.Find(new RotationQuery { IdentityId = current.Record.IdentityId }, cancellationToken)
            .Where(record => record.Id != current.Record.Id && record.StartedAt <= current.Record.StartedAt);
        foreach (var (target, receipt) in before.SelectMany(record => Receipts.Of(journal.Entries(record.Id), inventory.Targets)).ToList())
        {
            if (adapters.For(target) is ITakesBack adapter)
            {
                await adapter.RetireAsync(target, receipt, cancellationToken).ConfigureAwait(false);
            }
        }

        current.Record = journal.Commit(
            current.Record,
            new JournalLine(RotationStep.Retire, JournalState.Done),
            (transaction, acts, record) =>
            {
                foreach (var version in transaction.Versions.OfIdentity(record.IdentityId))
                {
                    RetireVersion(transaction, version, record, acts.Now);
                }

                return record with { Step = RotationStep.Retire, Outcome = RotationOutcome.Completed, EndedAt = acts.Now };
            },
            cancellationToken);
    }

    private static void RetireVersion(IInventoryTransaction transaction, CredentialVersion version, RotationRecord record, DateTimeOffset now)
    {
        if (version.Id == record.OldVersionId && version.State == VersionState.Active)
        {
            transaction.Versions.Update(version with { State = VersionState.Deactivated, StateReason = "Superseded", StateAt = now, DueAt = null });
        }
        else if (version.Number < record.OldVersion && version is { State: VersionState.Deactivated, HasPrivateKey: true })
        {
            transaction.Sealed.Remove(version.Id);
            transaction.Versions.Update(version with { State = VersionState.Destroyed, StateReason = "Superseded", StateAt = now, HasPrivateKey = false });
        }
    }

    private RotationRecord EndDelivery(RotationRecord record, CancellationToken cancellationToken) => journal.Commit(
        record,
        new JournalLine(RotationStep.Prove, JournalState.Done),
        (_, _, current) => current with { Step = RotationStep.Prove, Outcome = RotationOutcome.Completed, EndedAt = time.GetUtcNow() },
        cancellationToken);
}
