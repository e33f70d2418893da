using System.Runtime.CompilerServices;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>Looks at what was delivered, and delivers again what drifted. What somebody else changed is a failure of its own.</summary>
/// <param name="inventory">The store.</param>
/// <param name="guard">Looks at one location.</param>
/// <param name="deliver">Delivers the current version of an identity.</param>
/// <param name="time">The clock.</param>
internal sealed class DriftRepair(
    IInventory inventory, LocationGuard guard, Func<Guid, CancellationToken, Task<RotationResult>> deliver, TimeProvider time)
{
    private static readonly RotationOutcome[] _open = [RotationOutcome.Running, RotationOutcome.Failed, RotationOutcome.Waiting];

    /// <summary>One result for each identity that drifted or was changed; none for what is as it should be.</summary>
    /// <param name="targets">Where to look.</param>
    /// <param name="options">How many at once, and whether to overwrite and not to back off.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public async IAsyncEnumerable<RotationResult> RunAsync(
        IEnumerable<Target> targets, RotationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = new HashSet<Guid>();
        var drifts = Concurrently.RunAsync(targets, options.ThrottleLimit, (target, token) => LookAsync(target, options.Force, token), cancellationToken);
        await foreach (var found in drifts.ConfigureAwait(false))
        {
            if (found is { } drift && done.Add(drift.Target.IdentityId))
            {
                yield return drift.IsDeliberate && !options.Force
                    ? Refused(drift)
                    : await deliver(drift.Target.IdentityId, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<Drift?> LookAsync(Target target, bool isForced, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (inventory.Identities.Get(target.IdentityId) is not { Status: VersionState.Active, CurrentVersionId: { } current } identity
            || identity.NotAfter <= now)
        {
            return null;
        }

        // What another run works on is not judged, and a repair that failed backs off.
        var drift = target.InstalledVersionId == current || target.InstalledVersionId is null
            ? await guard.LookAsync(target, cancellationToken).ConfigureAwait(false)
            : new Drift(target, $"Version {target.InstalledVersion} is installed there.", IsDeliberate: false);
        return drift is null || IsLeftAlone(identity.Id, isForced, now, cancellationToken) ? null : drift;
    }

    private bool IsLeftAlone(Guid identityId, bool isForced, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var newest = inventory.Journal.Find(new RotationQuery { IdentityId = identityId, First = 1 }, cancellationToken).FirstOrDefault();
        return newest is not null
            && (_open.Contains(newest.Outcome) || (!isForced && newest is { IsDelivery: true, Outcome: RotationOutcome.RolledBack } && newest.NotBefore > now));
    }

    private static RotationResult Refused(Drift drift)
    {
        var refusal = drift.Refusal();
        return new RotationResult
        {
            IdentityId = drift.Target.IdentityId,
            Identity = drift.Target.Identity,
            OldVersion = drift.Target.InstalledVersion,
            Outcome = RotationOutcome.Failed,
            Reason = refusal.Message,
            Error = refusal,
        };
    }
}
