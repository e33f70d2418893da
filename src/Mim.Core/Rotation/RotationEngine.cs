using System.Runtime.CompilerServices;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Lending;
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
    private readonly RotationStarter _starter;
    private readonly RotationWorker _worker;
    private readonly LocationGuard _guard;
    private readonly VersionIssuers _issuers;
    private readonly string _here;

    internal RotationEngine(
        IInventory inventory, ActLedger ledger, Sealer sealer, VersionIssuers issuers, TargetAdapters adapters, IRunners runners, TimeProvider time)
    {
        (_inventory, _time, _issuers, _here) = (inventory, time, issuers, ledger.Context.Host);
        _starter = new RotationStarter(ledger, issuers, adapters);
        var journal = new RotationJournal(inventory, ledger);
        _guard = new LocationGuard(inventory, adapters, sealer);
        var runner = new RotationRunner(
            inventory,
            journal,
            new RotationPreparation(inventory, journal, issuers, _guard, time),
            new RotationDelivery(inventory, journal, adapters, sealer, _guard, time),
            new RotationActivation(journal),
            new RotationRetirement(inventory, journal, adapters, new VersionRemoval(inventory, adapters, sealer)),
            time);
        var rollback = new RotationRollback(inventory, journal, new TargetRollback(inventory, journal, adapters, sealer, time));
        _worker = new RotationWorker(inventory, runners, time, journal, runner, rollback);
    }

    /// <summary>Kinds of identities that can be rotated.</summary>
    public IReadOnlyList<IdentityKind> Kinds => _issuers.Kinds;

    /// <summary>
    /// Rotates identities in waves; each gives one result, whatever became of it, as soon as it is there. Only as many ids are
    /// read ahead as are worked on.
    /// </summary>
    public IAsyncEnumerable<RotationResult> RotateAsync(
        IEnumerable<Guid> identityIds, RotationOptions options, CancellationToken cancellationToken) =>
        InWaves(identityIds, options, (claim, id, token) => Start(claim, id, options, token), cancellationToken);

    /// <summary>Delivers current versions to their targets, those that hold them already too.</summary>
    public IAsyncEnumerable<RotationResult> PublishAsync(
        IEnumerable<Guid> identityIds, RotationOptions? options, CancellationToken cancellationToken) =>
        Deliver(identityIds, options ?? new RotationOptions(), cancellationToken);

    /// <summary>
    /// Looks at what was delivered: what drifted is delivered again and proved, what somebody else changed is a failure, what is as
    /// it should be gives no result.
    /// </summary>
    /// <param name="identityIds">Whose targets; null for all of this machine.</param>
    /// <param name="options">How many at once, and whether to overwrite what was changed and not to back off.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public IAsyncEnumerable<RotationResult> ReconcileAsync(
        IEnumerable<Guid>? identityIds, RotationOptions options, CancellationToken cancellationToken)
    {
        var targets = identityIds is not null
            ? identityIds.SelectMany(id => _inventory.Targets.Find(id, cancellationToken))
            : _inventory.Targets.Find(identityId: null, cancellationToken).Where(target => !target.IsElsewhere(_here));
        var repair = new DriftRepair(
            _inventory,
            _guard,
            (id, token) => _worker.RunAsync(id, claim => Forced(_starter.StartDelivery(claim, id, options, token), options), null, token),
            _time);
        return repair.RunAsync(targets, options, cancellationToken);
    }

    /// <summary>
    /// Goes on with rotations whose runner died or whose maintenance window is open, and retires old versions whose overlap has
    /// ended.
    /// </summary>
    /// <param name="rotationIds">Which; empty for every one that can be gone on with.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public IAsyncEnumerable<RotationResult> ResumeAsync(IReadOnlyList<Guid> rotationIds, CancellationToken cancellationToken) =>
        ResumeAsync(rotationIds, new RotationOptions(), cancellationToken);

    /// <inheritdoc cref="ResumeAsync(IReadOnlyList{Guid}, CancellationToken)"/>
    /// <param name="options">Whether to install outside maintenance windows.</param>
    public async IAsyncEnumerable<RotationResult> ResumeAsync(
        IReadOnlyList<Guid> rotationIds, RotationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var records = rotationIds.Count > 0 ? rotationIds.Select(Get) : Open(options.Force, cancellationToken);
        foreach (var record in records.ToList())
        {
            yield return await _worker.RunAsync(
                record.IdentityId, claim => Forced(_starter.Resume(claim, record.Id, options, cancellationToken), options), null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Undoes the newest rotation of an identity: the old version is installed, proved and active again.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.RotationNotFound"/>, <see cref="MimErrorCause.WrongState"/>, <see cref="MimErrorCause.AlreadyClaimed"/>.
    /// </exception>
    public Task<RotationResult> UndoAsync(Guid rotationId, CancellationToken cancellationToken) =>
        _worker.RequireAsync(claim => _starter.StartUndo(claim, rotationId, cancellationToken), cancellationToken);

    /// <summary>
    /// Identities with work to do here: due by policy, borrowed by somebody whose time is over, left unfinished, with a maintenance window
    /// that is open, or with an overlap that has ended. What is lent comes when that is over.
    /// </summary>
    public IEnumerable<Guid> Due(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var leases = _inventory.AccountLeases.Find(new AccountLeaseQuery { IsOpen = true }, cancellationToken).ToLookup(lease => lease.OverAt <= now, lease => lease.IdentityId);
        var lent = leases[false].ToHashSet();
        var open = Open(isForced: false, cancellationToken).Select(record => record.IdentityId);
        var query = new IdentityQuery
        {
            Kinds = Kinds, Statuses = [VersionState.Active], DueBefore = now, Order = IdentityOrder.DueAt,
        };
        var due = leases[true].Concat(_inventory.Identities.Find(query, cancellationToken).Select(identity => identity.Id).Where(id => !lent.Contains(id)));
        return open.Concat(due).Distinct()
            .Where(id => !_inventory.Targets.Find(id, cancellationToken).Any(target => target.IsElsewhere(_here)));
    }

    /// <summary>What a rotation of an identity would do, step by step.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>.</exception>
    public IReadOnlyList<RotationPlanStep> Plan(Guid identityId, CancellationToken cancellationToken)
    {
        var identity = _inventory.Identities.Get(identityId) ?? throw IdentityCatalog.NotFound(identityId);
        var targets = _inventory.Targets.Find(identityId, cancellationToken).ToList();
        return RotationPlan.Describe(identity, targets, new PlanSources(_inventory));
    }

    /// <summary>Rotations, newest first.</summary>
    public IEnumerable<RotationRecord> Find(RotationQuery query, CancellationToken cancellationToken) => _inventory.Journal.Find(query, cancellationToken);

    /// <exception cref="MimException"><see cref="MimErrorCause.RotationNotFound"/>.</exception>
    public RotationRecord Get(Guid rotationId) => _inventory.Journal.Get(rotationId)
        ?? throw new MimException(MimErrorCause.RotationNotFound, $"There is no rotation with id {rotationId}.", rotationId.ToString());

    /// <summary>Rotations that can be gone on with: left unfinished, ready after waiting, or with an overlap that has ended.</summary>
    /// <param name="isForced">Also those that wait.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public IEnumerable<RotationRecord> Resumable(bool isForced, CancellationToken cancellationToken) => Open(isForced, cancellationToken);

    public IReadOnlyList<JournalEntry> Journal(Guid rotationId) => _inventory.Journal.Entries(rotationId);

    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>, <see cref="MimErrorCause.WrongState"/>.</exception>
    internal void RequireRotatable(MachineIdentity identity)
    {
        _issuers.RequireKnown(identity);
        RotationRules.RequireRotatable(identity);
    }

    private IAsyncEnumerable<RotationResult> InWaves(
        IEnumerable<Guid> identityIds,
        RotationOptions options,
        Func<RunClaim, Guid, CancellationToken, RotationRun> start,
        CancellationToken cancellationToken)
    {
        var done = -1;
        var waves = new RotationWaves(
            options,
            (id, lend, token) => _worker.RunAsync(
                id,
                claim =>
                {
                    var run = start(claim, id, token);
                    run.Lend = lend;
                    return run;
                },
                record => options.Progress?.Report(new RotationProgress(record.Identity, record.Step, Interlocked.Increment(ref done))),
                token),
            _worker.Skipped);
        return waves.RunAsync(identityIds, cancellationToken);
    }

    private RotationRun Start(RunClaim claim, Guid identityId, RotationOptions options, CancellationToken cancellationToken)
    {
        if (options is { OnlyIfDue: true, Force: false })
        {
            _starter.LookAhead(_inventory, claim, identityId, _time.GetUtcNow(), cancellationToken);
        }

        return Forced(_starter.Start(claim, identityId, options, cancellationToken), options);
    }

    private IAsyncEnumerable<RotationResult> Deliver(IEnumerable<Guid> identityIds, RotationOptions options, CancellationToken cancellationToken) =>
        InWaves(identityIds, options, (claim, id, token) => Forced(_starter.StartDelivery(claim, id, options, token), options), cancellationToken);

    private static RotationRun Forced(RotationRun run, RotationOptions options)
    {
        run.IsForced = options.Force;
        return run;
    }

    private IEnumerable<RotationRecord> Open(bool isForced, CancellationToken cancellationToken) => _inventory.Journal
        .Find(new RotationQuery { Outcomes = [RotationOutcome.Running, RotationOutcome.Failed] }, cancellationToken)
        .Concat(_inventory.Journal.Find(
            new RotationQuery { Outcomes = [RotationOutcome.Waiting], ReadyBefore = isForced ? null : _time.GetUtcNow() }, cancellationToken))
        .Concat(_inventory.Journal.Find(new RotationQuery { Outcomes = [RotationOutcome.Overlapping], RetireBefore = _time.GetUtcNow() }, cancellationToken));
}
