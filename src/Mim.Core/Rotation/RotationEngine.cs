using System.Runtime.CompilerServices;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Rotation;

/// <summary>Rotates identities, journalled and claimed: at any moment a crash can be resumed or taken back (rules 2 and 3).</summary>
public sealed class RotationEngine
{
    private readonly IInventory _inventory;
    private readonly IRunners _runners;
    private readonly TimeProvider _time;
    private readonly RotationJournal _journal;
    private readonly RotationStarter _starter;
    private readonly RotationRunner _runner;
    private readonly RotationRollback _rollback;

    internal RotationEngine(
        IInventory inventory, ActLedger ledger, Sealer sealer, CertificateIssuer issuer, TargetAdapters adapters, IRunners runners, TimeProvider time)
    {
        (_inventory, _runners, _time) = (inventory, runners, time);
        _journal = new RotationJournal(inventory, ledger);
        _starter = new RotationStarter(ledger);
        _runner = new RotationRunner(inventory, _journal, issuer, adapters, sealer);
        _rollback = new RotationRollback(inventory, _journal, new TargetRollback(inventory, _journal, adapters, sealer, time));
    }

    /// <summary>Rotates one identity after another; each gives one result, whatever became of it.</summary>
    public async IAsyncEnumerable<RotationResult> RotateAsync(
        IEnumerable<Guid> identityIds, RotationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var id in identityIds)
        {
            yield return await RunAsync(id, claim => Start(claim, id, options, cancellationToken), options.Progress, done++, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Delivers current versions to their targets, those that hold them already too.</summary>
    public async IAsyncEnumerable<RotationResult> PublishAsync(
        IEnumerable<Guid> identityIds, IProgress<RotationProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var id in identityIds)
        {
            yield return await RunAsync(id, claim => _starter.StartDelivery(claim, id, cancellationToken), progress, done++, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Goes on with rotations whose runner died, and retires old versions whose overlap has ended.</summary>
    /// <param name="rotationIds">Which; empty for every one that can be gone on with.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public async IAsyncEnumerable<RotationResult> ResumeAsync(IReadOnlyList<Guid> rotationIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var records = rotationIds.Count > 0 ? rotationIds.Select(Get) : Open(cancellationToken);
        foreach (var record in records.ToList())
        {
            yield return await RunAsync(
                record.IdentityId, claim => _starter.Resume(claim, record.Id, cancellationToken), null, 0, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Undoes the newest rotation of an identity: the old version is installed, proved and active again.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.RotationNotFound"/>, <see cref="MimErrorCause.WrongState"/>, <see cref="MimErrorCause.AlreadyClaimed"/>.
    /// </exception>
    public async Task<RotationResult> UndoAsync(Guid rotationId, CancellationToken cancellationToken)
    {
        var claim = new RunClaim(_inventory, _runners, _time);
        await using var held = claim.ConfigureAwait(false);
        var run = _starter.StartUndo(claim, rotationId, cancellationToken);
        claim.Keep(run.Record.IdentityId);
        return await RunAsync(run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Identities with work to do: due by policy, left unfinished, or with an overlap that has ended.</summary>
    public IEnumerable<Guid> Due(CancellationToken cancellationToken)
    {
        var open = Open(cancellationToken).Select(record => record.IdentityId);
        var query = new IdentityQuery
        {
            Kinds = [IdentityKind.Certificate], Statuses = [VersionState.Active], DueBefore = _time.GetUtcNow(), Order = IdentityOrder.DueAt,
        };
        return open.Concat(_inventory.Identities.Find(query, cancellationToken).Select(identity => identity.Id)).Distinct();
    }

    /// <summary>What a rotation of an identity would do, step by step.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>.</exception>
    public IReadOnlyList<RotationPlanStep> Plan(Guid identityId, CancellationToken cancellationToken)
    {
        var identity = _inventory.Identities.Get(identityId) ?? throw IdentityCatalog.NotFound(identityId);
        var targets = _inventory.Targets.Find(identityId, cancellationToken).ToList();
        return RotationPlan.Describe(identity, targets, _inventory.Policies);
    }

    /// <summary>Rotations, newest first.</summary>
    public IEnumerable<RotationRecord> Find(RotationQuery query, CancellationToken cancellationToken) => _inventory.Journal.Find(query, cancellationToken);

    /// <exception cref="MimException"><see cref="MimErrorCause.RotationNotFound"/>.</exception>
    public RotationRecord Get(Guid rotationId) => _inventory.Journal.Get(rotationId)
        ?? throw new MimException(MimErrorCause.RotationNotFound, $"There is no rotation with id {rotationId}.", rotationId.ToString());

    /// <summary>Rotations that <see cref="ResumeAsync"/> would go on with: left unfinished, or with an overlap that has ended.</summary>
    public IEnumerable<RotationRecord> Resumable(CancellationToken cancellationToken) => Open(cancellationToken);

    public IReadOnlyList<JournalEntry> Journal(Guid rotationId) => _journal.Entries(rotationId);

    private RotationRun Start(RunClaim claim, Guid identityId, RotationOptions options, CancellationToken cancellationToken)
    {
        if (options.OnlyIfDue)
        {
            RotationStarter.LookAhead(_inventory, claim, identityId, _time.GetUtcNow(), cancellationToken);
        }

        return _starter.Start(claim, identityId, options, cancellationToken);
    }

    private IEnumerable<RotationRecord> Open(CancellationToken cancellationToken) => _inventory.Journal
        .Find(new RotationQuery { Outcomes = [RotationOutcome.Running, RotationOutcome.Failed] }, cancellationToken)
        .Concat(_inventory.Journal.Find(new RotationQuery { Outcomes = [RotationOutcome.Overlapping], RetireBefore = _time.GetUtcNow() }, cancellationToken));

    private async Task<RotationResult> RunAsync(
        Guid identityId, Func<RunClaim, RotationRun> start, IProgress<RotationProgress>? progress, int done, CancellationToken cancellationToken)
    {
        var claim = new RunClaim(_inventory, _runners, _time);
        await using var held = claim.ConfigureAwait(false);
        RotationRun run;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            run = start(claim);
        }
        catch (MimException exception) when (!StoreTrouble.Is(exception))
        {
            return NotStarted(identityId, exception);
        }

        claim.Keep(identityId);
        progress?.Report(new RotationProgress(run.Record.Identity, run.Record.Step, done));
        return await RunAsync(run, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RotationResult> RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        try
        {
            var failure = await CarryOutAsync(run, cancellationToken).ConfigureAwait(false);
            return RotationResult.Of(run.Record, _inventory.Identities.Get(run.Record.IdentityId)?.NotAfter, failure);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.AlreadyClaimed)
        {
            return NotStarted(run.Record.IdentityId, exception);
        }
        catch
        {
            _journal.Release(run);
            throw;
        }
    }

    /// <summary>Goes forward, or back after a failure; gives the failure.</summary>
    private async Task<MimException?> CarryOutAsync(RotationRun run, CancellationToken cancellationToken)
    {
        MimException? failure = null;
        if (!RotationRollback.IsWanted(_journal.Entries(run.Record.Id)))
        {
            try
            {
                await _runner.RunAsync(run, cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (MimException exception) when (run.Record.Step < RotationStep.Activate && !StoreTrouble.Is(exception) && exception.Cause != MimErrorCause.AlreadyClaimed)
            {
                failure = exception;
                _rollback.MarkFailed(run, exception, cancellationToken);
            }
        }

        await _rollback.RunAsync(run, cancellationToken).ConfigureAwait(false);
        return failure ?? (run.Record.Outcome == RotationOutcome.Failed
            ? new MimException(MimErrorCause.InstallFailed, run.Record.Reason!, run.Record.Identity)
            : null);
    }

    private RotationResult NotStarted(Guid identityId, MimException exception)
    {
        var identity = _inventory.Identities.Get(identityId);
        var isSkip = exception.Cause is MimErrorCause.AlreadyClaimed or MimErrorCause.WrongState;
        return new RotationResult
        {
            IdentityId = identityId,
            Identity = identity?.Name ?? identityId.ToString(),
            OldVersion = identity?.Version ?? 0,
            Outcome = isSkip ? RotationOutcome.Skipped : RotationOutcome.Failed,
            Reason = exception.Message,
            NotAfter = identity?.NotAfter,
            Error = isSkip ? null : exception,
        };
    }
}
