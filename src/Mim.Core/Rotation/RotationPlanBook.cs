using System.Runtime.CompilerServices;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>Plans that are saved to be looked at, and applied once exactly as they are.</summary>
public sealed class RotationPlanBook
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly RotationEngine _engine;

    internal RotationPlanBook(IInventory inventory, ActLedger ledger, RotationEngine engine) =>
        (_inventory, _ledger, _engine) = (inventory, ledger, engine);

    /// <summary>Saves what a rotation of these identities would do now.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>; and why one cannot be rotated.</exception>
    public SavedPlan Save(IReadOnlyCollection<Guid> identityIds, CancellationToken cancellationToken) => _ledger.Commit(
        (transaction, acts) =>
        {
            var ids = identityIds.ToHashSet();
            var plan = new SavedPlan
            {
                Id = Guid.CreateVersion7(acts.Now), CreatedAt = acts.Now, CreatedBy = _ledger.Context.Actor, Identities = ids.Count,
            };
            transaction.Plans.Add(plan);
            foreach (var id in ids)
            {
                var identity = transaction.Identities.Get(id) ?? throw IdentityCatalog.NotFound(id);
                _engine.RequireRotatable(identity);
                transaction.Plans.Put(new SavedPlanItem
                {
                    PlanId = plan.Id,
                    IdentityId = id,
                    VersionId = identity.CurrentVersionId,
                    Steps = RotationPlan.Describe(
                        identity, [.. transaction.Targets.Find(id, cancellationToken)], new PlanSources(transaction)),
                });
            }

            acts.Record(new Act("SaveRotationPlan", "RotationPlan", plan.Id.ToString(), null));
            return plan;
        },
        cancellationToken);

    /// <exception cref="MimException"><see cref="MimErrorCause.PlanNotFound"/>.</exception>
    public SavedPlan Get(Guid planId) => _inventory.Plans.Find(planId, CancellationToken.None).FirstOrDefault()
        ?? throw new MimException(MimErrorCause.PlanNotFound, $"There is no saved plan with id {planId}.", planId.ToString());

    /// <summary>Saved plans, newest first.</summary>
    public IEnumerable<SavedPlan> Find(CancellationToken cancellationToken) => _inventory.Plans.Find(planId: null, cancellationToken);

    /// <summary>The identities of a plan.</summary>
    public IEnumerable<SavedPlanItem> Items(Guid planId, CancellationToken cancellationToken) => _inventory.Plans.Items(planId, cancellationToken);

    /// <summary>
    /// Rotates what a plan names, each identity once however often and by however many this is called. When what it was made for
    /// has changed, nothing is done and each identity that changed is a failure with the reason.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.PlanNotFound"/>, <see cref="MimErrorCause.WrongState"/>: applied already.</exception>
    public async IAsyncEnumerable<RotationResult> ApplyAsync(
        Guid planId, RotationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plan = Get(planId);
        var (left, changed) = (0, 0);
        foreach (var item in Left(planId, cancellationToken))
        {
            left++;
            if (PlanChange.Since(item, new PlanSources(_inventory), cancellationToken) is { } change && !IsTaken(item))
            {
                changed++;
                yield return Outdated(item, change);
            }
        }

        if (left == 0)
        {
            throw new MimException(MimErrorCause.WrongState, $"Plan {planId} of {plan.CreatedBy} has been applied already.", planId.ToString());
        }

        if (changed > 0)
        {
            yield break;
        }

        // What was asked of the plan is asked again when the rotation begins, in its transaction.
        var applying = options with { OnlyIfDue = false, Begun = (transaction, record) => Take(transaction, planId, record, cancellationToken) };
        var ids = Left(planId, cancellationToken).Select(item => item.IdentityId);
        await foreach (var result in _engine.RotateAsync(ids, applying, cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    private IEnumerable<SavedPlanItem> Left(Guid planId, CancellationToken cancellationToken) =>
        _inventory.Plans.Items(planId, cancellationToken).Where(item => item.RotationId is null);

    // Somebody else may be applying the same plan, and what has changed is then the plan's own doing.
    private bool IsTaken(SavedPlanItem item) => _inventory.Plans.Item(item.PlanId, item.IdentityId)?.RotationId is not null;

    private static void Take(IInventoryTransaction transaction, Guid planId, RotationRecord record, CancellationToken cancellationToken)
    {
        var item = transaction.Plans.Item(planId, record.IdentityId);
        var trouble = item is null or { RotationId: not null }
            ? "it has been rotated by this plan already"
            : PlanChange.Since(item, new PlanSources(transaction), cancellationToken);
        if (trouble is not null)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{record.Identity}' is not rotated: {trouble}.", record.Identity);
        }

        transaction.Plans.Put(item! with { RotationId = record.Id });
    }

    private RotationResult Outdated(SavedPlanItem item, string change)
    {
        var identity = _inventory.Identities.Get(item.IdentityId);
        var name = identity?.Name ?? item.IdentityId.ToString();
        var error = new MimException(MimErrorCause.PlanOutdated, $"The plan does not fit '{name}' any more: {change}. Nothing of it is done.", name);
        return new RotationResult
        {
            IdentityId = item.IdentityId,
            Identity = name,
            OldVersion = identity?.Version ?? 0,
            Outcome = RotationOutcome.Skipped,
            Reason = error.Message,
            NotAfter = identity?.NotAfter,
            Error = error,
        };
    }
}
