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
    private readonly TimeProvider _time;
    private readonly RotationJournal _journal;
    private readonly RotationStarter _starter;
    private readonly RotationRunner _runner;
    private readonly RotationRollback _rollback;

    internal RotationEngine(
        IInventory inventory, ActLedger ledger, Sealer sealer, CertificateIssuer issuer, TargetAdapters adapters, IRunners runners, TimeProvider time)
    {
        (_inventory, _time) = (inventory, time);
        _journal = new RotationJournal(inventory, ledger, runners);
        _starter = new RotationStarter(inventory, ledger, _journal);
        _runner = new RotationRunner(inventory, _journal, issuer, adapters, sealer, time);
        _rollback = new RotationRollback(inventory, _journal, adapters, sealer);
    }

    /// <summary>Rotates one identity after another; each gives one result, whatever became of it.</summary>
    public async IAsyncEnumerable<RotationResult> RotateAsync(
        IEnumerable<Guid> identityIds, RotationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var id in identityIds)
        {
            yield return await RunAsync(id, () => _starter.Start(id, options, cancellationToken), options.Progress, done++, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Delivers current versions to their targets, those that hold them already too.</summary>
    public async IAsyncEnumerable<RotationResult> PublishAsync(
        IEnumerable<Guid> identityIds, IProgress<RotationProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var id in identityIds)
        {
            yield return await RunAsync(id, () => _starter.StartDelivery(id, cancellationToken), progress, done++, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Goes on with rotations whose runner died, and retires old versions whose overlap has ended.</summary>
    /// <param name="rotationIds">Which; empty for every one that can be gone on with.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public async IAsyncEnumerable<RotationResult> ResumeAsync(IReadOnlyList<Guid> rotationIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var records = rotationIds.Count > 0
            ? rotationIds.Select(id => _inventory.Journal.Get(id) ?? throw new MimException(MimErrorCause.RotationNotFound, $"There is no rotation with id {id}.", id.ToString()))
            : Open(cancellationToken);
        foreach (var record in records.ToList())
        {
            yield return await RunAsync(record.IdentityId, () => _starter.Resume(record.Id, cancellationToken), null, 0, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Undoes the newest rotation of an identity: the old version is installed, proved and active again.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.RotationNotFound"/>, <see cref="MimErrorCause.WrongState"/>.</exception>
    public async Task<RotationResult> UndoAsync(Guid rotationId, CancellationToken cancellationToken)
    {
        var record = _starter.StartUndo(rotationId, cancellationToken);
        return await RunAsync(record.IdentityId, () => record, null, 0, cancellationToken).ConfigureAwait(false);
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

    public IReadOnlyList<JournalEntry> Journal(Guid rotationId) => _journal.Entries(rotationId);

    private IEnumerable<RotationRecord> Open(CancellationToken cancellationToken) => _inventory.Journal
        .Find(new RotationQuery { Outcomes = [RotationOutcome.Running, RotationOutcome.Failed] }, cancellationToken)
        .Concat(_inventory.Journal.Find(new RotationQuery { Outcomes = [RotationOutcome.Overlapping], RetireBefore = _time.GetUtcNow() }, cancellationToken));

    private async Task<RotationResult> RunAsync(
        Guid identityId, Func<RotationRecord> start, IProgress<RotationProgress>? progress, int done, CancellationToken cancellationToken)
    {
        RotationCursor cursor;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            cursor = new RotationCursor(start());
            progress?.Report(new RotationProgress(cursor.Record.Identity, cursor.Record.Step, done));
        }
        catch (MimException exception) when (!StoreTrouble.Is(exception))
        {
            return NotStarted(identityId, exception);
        }

        try
        {
            var failure = await RunAsync(cursor, cancellationToken).ConfigureAwait(false);
            return RotationResult.Of(cursor.Record, _inventory.Identities.Get(identityId)?.NotAfter, failure);
        }
        catch (OperationCanceledException)
        {
            _journal.Release(cursor.Record);
            throw;
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.AlreadyClaimed)
        {
            return NotStarted(identityId, exception);
        }
    }

    private async Task<MimException?> RunAsync(RotationCursor cursor, CancellationToken cancellationToken)
    {
        MimException? failure = null;
        if (!_journal.Entries(cursor.Record.Id).Any(entry => entry.State == JournalState.Failed))
        {
            try
            {
                await _runner.RunAsync(cursor, cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (MimException exception) when (!StoreTrouble.Is(exception) && exception.Cause != MimErrorCause.AlreadyClaimed)
            {
                failure = exception;
                cursor.Record = _rollback.MarkFailed(cursor.Record, exception);
            }
        }

        await _rollback.RunAsync(cursor, cancellationToken).ConfigureAwait(false);
        return failure ?? (cursor.Record.Outcome == RotationOutcome.Failed ? new MimException(MimErrorCause.InstallFailed, cursor.Record.Reason!, cursor.Record.Identity) : null);
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
