using Mim.Core.Accounts.Lending;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Stores;

namespace Mim.Core.Rotation;

/// <summary>Decides what a run does with an identity – start, go on with what was left, or pass over – and claims it.</summary>
internal sealed class RotationStarter(ActLedger ledger, VersionIssuers issuers)
{
    /// <summary>Starts a rotation, or takes up the unfinished one of that identity.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AlreadyClaimed"/>, <see cref="MimErrorCause.WrongState"/>: not due, backing off, not active, or installed on another machine;
    /// <see cref="MimErrorCause.Unsupported"/>, <see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.BudgetSpent"/>.
    /// </exception>
    public RotationRun Start(RunClaim claim, Guid identityId, RotationOptions options, CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) => LeftOver(transaction, acts, claim, identityId, options, cancellationToken)
            ?? StartNew(transaction, acts, claim, identityId, options, cancellationToken),
        cancellationToken);

    /// <summary>
    /// Passes over what another runner has in hand or has done since the list of due identities was read, without a
    /// transaction: of many runners with one list, all but one come too late for each.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AlreadyClaimed"/>, <see cref="MimErrorCause.WrongState"/>: not due, or installed on another machine.
    /// </exception>
    public void LookAhead(IInventoryReader inventory, RunClaim claim, Guid identityId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (inventory.Identities.Get(identityId) is not { } identity)
        {
            return;
        }

        RequireHere(inventory.Targets, identityId, cancellationToken);
        var unfinished = new RotationQuery { IdentityId = identityId, Outcomes = RotationRules.Unended, First = 1 };
        if (inventory.Journal.Find(unfinished, cancellationToken).FirstOrDefault() is { } newest)
        {
            RotationRules.RequireReady(newest, now);
        }
        else
        {
            RotationRules.RequireDue(LeaseRules.WithDue(identity, inventory.AccountLeases.Open(identityId)), null, now);
        }

        claim.TakeAhead(identityId, identity.Name, cancellationToken);
    }

    /// <summary>Starts a delivery of the current version to its targets, or takes up what was left unfinished.</summary>
    /// <exception cref="MimException">As <see cref="Start"/>.</exception>
    public RotationRun StartDelivery(RunClaim claim, Guid identityId, RotationOptions options, CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) => LeftOver(transaction, acts, claim, identityId, options with { OnlyIfDue = false }, cancellationToken)
            ?? StartNewDelivery(transaction, acts, claim, identityId, cancellationToken),
        cancellationToken);

    /// <summary>Takes up one rotation that was left unfinished, or whose overlap has ended.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.RotationNotFound"/>, <see cref="MimErrorCause.AlreadyClaimed"/>, <see cref="MimErrorCause.WrongState"/>.</exception>
    public RotationRun Resume(RunClaim claim, Guid rotationId, RotationOptions options, CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) =>
        {
            var record = Require(transaction, rotationId);
            Take(transaction, acts, claim, record.IdentityId, record.Identity, cancellationToken);
            RotationRules.RequireResumable(record, acts.Now);
            if (!options.Force)
            {
                RotationRules.RequireReady(record, acts.Now);
            }

            return TakeUp(transaction, acts, claim, record);
        },
        cancellationToken);

    /// <summary>Marks a completed rotation as one to be undone; what follows is the same as after a failure.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.RotationNotFound"/>, <see cref="MimErrorCause.WrongState"/>, <see cref="MimErrorCause.AlreadyClaimed"/>.</exception>
    public RotationRun StartUndo(RunClaim claim, Guid rotationId, CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) =>
        {
            var record = Require(transaction, rotationId);
            Take(transaction, acts, claim, record.IdentityId, record.Identity, cancellationToken);
            RotationRules.RequireUndoable(transaction, record, acts.Now, cancellationToken);
            // What was never active has nothing to be undone after it: it ends as if it had failed.
            var state = record.Outcome == RotationOutcome.Waiting ? JournalState.Failed : JournalState.Undoing;
            var undone = record with { Outcome = RotationOutcome.Running, Reason = "Undone on request.", UpdatedAt = acts.Now, EndedAt = null };
            var lines = transaction.Journal.Entries(rotationId).Count + 1;
            transaction.Journal.Put(undone);
            transaction.Journal.Append(RotationJournal.EntryOf(
                rotationId, lines, new JournalLine(record.Step, state) { Detail = undone.Reason }, acts.Now));
            acts.Record(ActOf("UndoRotation", undone));
            return new RotationRun(claim, undone, lines);
        },
        cancellationToken);

    /// <summary>The rotation that must be ended before another may start; claims the identity in any case.</summary>
    private RotationRun? LeftOver(
        IInventoryTransaction transaction, ActScope acts, RunClaim claim, Guid identityId, RotationOptions options, CancellationToken cancellationToken)
    {
        var identity = transaction.Identities.Get(identityId) ?? throw IdentityCatalog.NotFound(identityId);
        Take(transaction, acts, claim, identityId, identity.Name, cancellationToken);
        var query = new RotationQuery { IdentityId = identityId, Outcomes = RotationRules.Unended };
        var left = transaction.Journal.Find(query, cancellationToken)
            .FirstOrDefault(record => record.Outcome != RotationOutcome.Overlapping || (options.OnlyIfDue && record.RetireAt <= acts.Now));
        if (left is null)
        {
            return null;
        }

        if (!options.Force)
        {
            RotationRules.RequireReady(left, acts.Now);
        }

        if (options.Begun is not null)
        {
            throw RotationRules.Unfinished(left);
        }

        return TakeUp(transaction, acts, claim, left);
    }

    private void Take(
        IInventoryTransaction transaction, ActScope acts, RunClaim claim, Guid identityId, string identity, CancellationToken cancellationToken)
    {
        RequireHere(transaction.Targets, identityId, cancellationToken);
        claim.Take(transaction, identityId, identity, acts.Now);
    }

    private void RequireHere(ITargetReader targets, Guid identityId, CancellationToken cancellationToken)
    {
        foreach (var target in targets.Find(identityId, cancellationToken))
        {
            target.RequireHere(ledger.Context.Host);
        }
    }

    private static RotationRun TakeUp(IInventoryTransaction transaction, ActScope acts, RunClaim claim, RotationRecord record)
    {
        var taken = record.Outcome switch
        {
            RotationOutcome.Failed => record with { Outcome = RotationOutcome.Running, UpdatedAt = acts.Now },
            RotationOutcome.Waiting => record with { Outcome = RotationOutcome.Running, UpdatedAt = acts.Now, NotBefore = null, Reason = null },
            _ => record,
        };
        transaction.Journal.Put(taken);
        acts.Record(ActOf("ResumeRotation", taken));
        return new RotationRun(claim, taken, transaction.Journal.Entries(record.Id).Count) { IsTakenUp = true };
    }

    private RotationRun StartNew(
        IInventoryTransaction transaction, ActScope acts, RunClaim claim, Guid identityId, RotationOptions options, CancellationToken cancellationToken)
    {
        var identity = transaction.Identities.Get(identityId).Required("a claimed identity");
        var last = transaction.Journal.Find(new RotationQuery { IdentityId = identityId }, cancellationToken).FirstOrDefault(record => !record.IsDelivery);
        issuers.RequireKnown(identity);
        RotationRules.RequireRotatable(identity);
        var lease = identity.Kind == IdentityKind.ServiceAccount ? transaction.AccountLeases.Open(identityId) : null;
        if (options is { OnlyIfDue: true, Force: false })
        {
            RotationRules.RequireDue(LeaseRules.WithDue(identity, lease), last, acts.Now);
        }

        if (!options.Force)
        {
            LeaseRules.RequireOver(lease, acts.Now);
            RotationRules.RequireTurn(transaction, identity, acts.Now, cancellationToken);
            AuthorityBudget.Require(identity, transaction.Authorities, transaction.Policies, acts.Now);
        }

        var failures = last?.Outcome is RotationOutcome.RolledBack or RotationOutcome.Undone ? last.Attempt : 0;
        var run = Begin(transaction, acts, claim, NewRecord(identity, acts) with { Attempt = failures + 1 });
        options.Begun?.Invoke(transaction, run.Record);
        return run;
    }

    private RotationRun StartNewDelivery(
        IInventoryTransaction transaction, ActScope acts, RunClaim claim, Guid identityId, CancellationToken cancellationToken)
    {
        var identity = transaction.Identities.Get(identityId).Required("a claimed identity");
        RotationRules.RequireDeliverable(identity);
        var last = transaction.Journal.Find(new RotationQuery { IdentityId = identityId, First = 1 }, cancellationToken).FirstOrDefault();
        var failures = last is { IsDelivery: true, Outcome: RotationOutcome.RolledBack } ? last.Attempt : 0;
        var record = NewRecord(identity, acts);
        return Begin(transaction, acts, claim, record with
        {
            NewVersionId = record.OldVersionId, NewVersion = record.OldVersion, Attempt = failures + 1,
        });
    }

    private static RotationRecord Require(IInventoryTransaction transaction, Guid rotationId) => transaction.Journal.Get(rotationId)
        ?? throw new MimException(MimErrorCause.RotationNotFound, $"There is no rotation with id {rotationId}.", rotationId.ToString());

    private static RotationRun Begin(IInventoryTransaction transaction, ActScope acts, RunClaim claim, RotationRecord record)
    {
        transaction.Journal.Put(record);
        transaction.Journal.Append(RotationJournal.EntryOf(record.Id, 1, new JournalLine(RotationStep.Plan, JournalState.Done), acts.Now));
        acts.Record(ActOf(record.IsDelivery ? "StartDelivery" : "StartRotation", record));
        return new RotationRun(claim, record, 1);
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
}
