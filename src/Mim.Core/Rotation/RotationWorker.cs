using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>Does the work on one identity: claims it, goes forward or back, and gives one result whatever became of it.</summary>
internal sealed class RotationWorker(
    IInventory inventory, IRunners runners, TimeProvider time, RotationJournal journal, RotationRunner runner, RotationRollback rollback)
{
    /// <summary>Starts work under a claim of its own and carries it out.</summary>
    /// <param name="identityId">The identity.</param>
    /// <param name="start">Claims the identity and says what there is to do; what it throws is the result.</param>
    /// <param name="begun">Told when the work began.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public async Task<RotationResult> RunAsync(
        Guid identityId, Func<RunClaim, RotationRun> start, Action<RotationRecord>? begun, CancellationToken cancellationToken)
    {
        var claim = new RunClaim(inventory, runners, time);
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
        begun?.Invoke(run.Record);
        return await RunAsync(run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts work whose refusal is the caller's error.</summary>
    /// <exception cref="MimException">What <paramref name="start"/> throws.</exception>
    public async Task<RotationResult> RequireAsync(Func<RunClaim, RotationRun> start, CancellationToken cancellationToken)
    {
        var claim = new RunClaim(inventory, runners, time);
        await using var held = claim.ConfigureAwait(false);
        var run = start(claim);
        claim.Keep(run.Record.IdentityId);
        return await RunAsync(run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The result of an identity that was passed over.</summary>
    public RotationResult Skipped(Guid identityId, string reason)
    {
        var identity = inventory.Identities.Get(identityId);
        return new RotationResult
        {
            IdentityId = identityId,
            Identity = identity?.Name ?? identityId.ToString(),
            OldVersion = identity?.Version ?? 0,
            Outcome = RotationOutcome.Skipped,
            Reason = reason,
            NotAfter = identity?.NotAfter,
        };
    }

    private async Task<RotationResult> RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        try
        {
            var failure = await CarryOutAsync(run, cancellationToken).ConfigureAwait(false);
            return RotationResult.Of(run.Record, inventory.Identities.Get(run.Record.IdentityId)?.NotAfter, failure) with
            {
                IsFirstTry = run is { IsTakenUp: false, Record.Attempt: 1 },
            };
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.AlreadyClaimed)
        {
            return NotStarted(run.Record.IdentityId, exception);
        }
        catch
        {
            journal.Release(run);
            throw;
        }
    }

    /// <summary>Goes forward, or back after a failure; gives the failure.</summary>
    private async Task<MimException?> CarryOutAsync(RotationRun run, CancellationToken cancellationToken)
    {
        MimException? failure = null;
        if (!RotationRollback.IsWanted(journal.Entries(run.Record.Id)))
        {
            try
            {
                await runner.RunAsync(run, cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (MimException exception) when (run.Record.Step < RotationStep.Activate && !StoreTrouble.Is(exception) && exception.Cause != MimErrorCause.AlreadyClaimed)
            {
                failure = exception;
                rollback.MarkFailed(run, exception, cancellationToken);
            }
        }

        await rollback.RunAsync(run, cancellationToken).ConfigureAwait(false);
        return failure ?? (run.Record.Outcome == RotationOutcome.Failed
            ? new MimException(MimErrorCause.InstallFailed, run.Record.Reason!, run.Record.Identity)
            : null);
    }

    private RotationResult NotStarted(Guid identityId, MimException exception)
    {
        var result = Skipped(identityId, exception.Message);
        return exception.Cause is MimErrorCause.AlreadyClaimed or MimErrorCause.WrongState
            ? result
            : result with { Outcome = RotationOutcome.Failed, Error = exception };
    }
}
