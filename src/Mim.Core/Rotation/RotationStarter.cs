using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>Decides what a run does with an identity – start, go on with what was left, or pass over – and claims it.</summary>
internal sealed class RotationStarter(IInventory inventory, ActLedger ledger, RotationJournal journal)
{
    private static readonly RotationOutcome[] Unfinished = [RotationOutcome.Running, RotationOutcome.Failed];

    /// <summary>Starts a rotation, or takes up the unfinished one of that identity.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AlreadyClaimed"/>, <see cref="MimErrorCause.WrongState"/>: not due, backing off, or not active;
    /// <see cref="MimErrorCause.Unsupported"/>, <see cref="MimErrorCause.IdentityNotFound"/>.
    /// </exception>
    public RotationRecord Start(Guid identityId, RotationOptions options, CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) =>
        {
            var identity = transaction.Identities.Get(identityId) ?? throw IdentityCatalog.NotFound(identityId);
            journal.Claim(transaction, identityId, identity.Name, acts.Now);
            if (LeftOver(transaction, identityId, acts.Now, cancellationToken) is { } left)
            {
                acts.Record(ActOf("ResumeRotation", left));
                return left;
            }

            var last = transaction.Journal.Find(new RotationQuery { IdentityId = identityId, First = 1 }, cancellationToken).FirstOrDefault();
            RequireRotatable(identity);
            if (options.OnlyIfDue)
            {
                RequireDue(identity, last, acts.Now);
            }

            var failures = last?.Outcome is RotationOutcome.RolledBack or RotationOutcome.Undone ? last.Attempt : 0;
            return Begin(transaction, acts, NewRecord(identity, acts) with { Attempt = failures + 1 });
        },
        cancellationToken);

    /// <summary>Starts a delivery of the current version to its targets.</summary>
    /// <exception cref="MimException">As <see cref="Start"/>.</exception>
    public RotationRecord StartDelivery(Guid identityId, CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) =>
        {
            var identity = transaction.Identities.Get(identityId) ?? throw IdentityCatalog.NotFound(identityId);
            journal.Claim(transaction, identityId, identity.Name, acts.Now);
            if (LeftOver(transaction, identityId, acts.Now, cancellationToken) is { } left)
            {
                acts.Record(ActOf("ResumeRotation", left));
                return left;
            }

            if (identity is not { Status: VersionState.Active, CurrentVersionId: not null })
            {
                throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' is {identity.Status}; only an active version is delivered.", identity.Name);
            }

            var record = NewRecord(identity, acts);
            return Begin(transaction, acts, record with { NewVersionId = record.OldVersionId, NewVersion = record.OldVersion });
        },
        cancellationToken);

    /// <summary>Takes up one rotation that was left unfinished, or whose overlap has ended.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.RotationNotFound"/>, <see cref="MimErrorCause.AlreadyClaimed"/>, <see cref="MimErrorCause.WrongState"/>.</exception>
    public RotationRecord Resume(Guid rotationId, CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) =>
        {
            var record = Require(transaction.Journal, rotationId);
            if (!Unfinished.Contains(record.Outcome) && record.Outcome != RotationOutcome.Overlapping)
            {
                throw new MimException(MimErrorCause.WrongState, $"Rotation {rotationId} of '{record.Identity}' has ended: {record.Outcome}.", record.Identity);
            }

            journal.Claim(transaction, record.IdentityId, record.Identity, acts.Now);
            acts.Record(ActOf("ResumeRotation", record));
            return record;
        },
        cancellationToken);

    /// <summary>Marks a completed rotation as one to be undone; what follows is the same as after a failure.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.RotationNotFound"/>, <see cref="MimErrorCause.WrongState"/>, <see cref="MimErrorCause.AlreadyClaimed"/>.</exception>
    public RotationRecord StartUndo(Guid rotationId, CancellationToken cancellationToken)
    {
        var record = Require(inventory.Journal, rotationId);
        RequireUndoable(record, cancellationToken);
        return journal.Commit(
            record,
            new JournalLine(record.Step, JournalState.Failed) { Detail = RotationRollback.UndoMark },
            (_, _, current) => current with { Outcome = RotationOutcome.Running, Reason = "Undone on request" },
            cancellationToken);
    }

    /// <summary>The rotation that must be ended before another may start.</summary>
    private static RotationRecord? LeftOver(IInventoryTransaction transaction, Guid identityId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var query = new RotationQuery { IdentityId = identityId, Outcomes = [.. Unfinished, RotationOutcome.Overlapping] };
        return transaction.Journal.Find(query, cancellationToken)
            .FirstOrDefault(record => record.Outcome != RotationOutcome.Overlapping || record.RetireAt <= now);
    }

    private static RotationRecord Require(IJournalReader reader, Guid rotationId) => reader.Get(rotationId)
        ?? throw new MimException(MimErrorCause.RotationNotFound, $"There is no rotation with id {rotationId}.", rotationId.ToString());

    private static void RequireRotatable(MachineIdentity identity)
    {
        if (identity.Kind != IdentityKind.Certificate)
        {
            throw new MimException(MimErrorCause.Unsupported, $"'{identity.Name}' is a {identity.Kind}, which is not rotated here.", identity.Name);
        }

        if (identity is not { Status: VersionState.Active, CurrentVersionId: not null })
        {
            throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' is {identity.Status}; only an active identity is rotated.", identity.Name);
        }
    }

    private static void RequireDue(MachineIdentity identity, RotationRecord? last, DateTimeOffset now)
    {
        if (identity.DueAt is null || identity.DueAt > now)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' is not due{(identity.DueAt is { } due ? $" before {due:yyyy-MM-dd HH:mm}Z" : string.Empty)}.", identity.Name);
        }

        if (last?.NotBefore > now)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' backs off until {last.NotBefore:yyyy-MM-dd HH:mm}Z after {last.Attempt} failed tries.", identity.Name);
        }
    }

    private static RotationRecord Begin(IInventoryTransaction transaction, ActScope acts, RotationRecord record)
    {
        transaction.Journal.Put(record);
        transaction.Journal.Append(new JournalEntry { RotationId = record.Id, Sequence = 1, Step = RotationStep.Plan, State = JournalState.Done, At = acts.Now });
        acts.Record(ActOf(record.IsDelivery ? "StartDelivery" : "StartRotation", record));
        return record;
    }

    private static Act ActOf(string name, RotationRecord record) => new(
        name, "Identity", record.IdentityId.ToString(), record.Identity, new Dictionary<string, string> { ["rotation"] = record.Id.ToString() });

    private RotationRecord NewRecord(MachineIdentity identity, ActScope acts) => new()
    {
        Id = Guid.CreateVersion7(acts.Now),
        IdentityId = identity.Id,
        Identity = identity.Name,
        RunId = ledger.Context.RunId,
        OldVersionId = identity.CurrentVersionId,
        OldVersion = identity.Version,
        Step = RotationStep.Plan,
        Outcome = RotationOutcome.Running,
        StartedAt = acts.Now,
        UpdatedAt = acts.Now,
    };

    private void RequireUndoable(RotationRecord record, CancellationToken cancellationToken)
    {
        var newest = inventory.Journal.Find(new RotationQuery { IdentityId = record.IdentityId, First = 1 }, cancellationToken).First();
        var old = record.OldVersionId is { } id ? inventory.Versions.Get(id) : null;
        var trouble = record switch
        {
            _ when newest.Id != record.Id => "a later rotation came after it",
            { IsDelivery: true } => "it was a delivery",
            { Outcome: not (RotationOutcome.Completed or RotationOutcome.Overlapping) } => $"it is {record.Outcome}",
            _ when old is null || old.State is VersionState.Revoked or VersionState.Destroyed => "the old version is revoked or destroyed",
            _ when old.NotAfter <= ledger.Now => "the old version has expired",
            _ => null,
        };
        if (trouble is not null)
        {
            throw new MimException(MimErrorCause.WrongState, $"Rotation {record.Id} of '{record.Identity}' cannot be undone: {trouble}.", record.Identity);
        }
    }
}
