using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>What rotations kept of the content they replaced, a private key among it, for as long as it may be put back.</summary>
internal sealed class KeptCopies(IInventory inventory, TargetAdapters adapters)
{
    /// <summary>Destroys all that lies at these targets of one identity.</summary>
    /// <param name="identityId">The identity.</param>
    /// <param name="targets">Its targets.</param>
    /// <param name="isForced">Whether to leave, and say so, what cannot be reached or resists: its machine may be lost.</param>
    /// <param name="cancellationToken">Stops between copies.</param>
    /// <exception cref="MimException">
    /// Unless forced: <see cref="MimErrorCause.InstallFailed"/>, naming what resists; <see cref="MimErrorCause.WrongState"/>: on another machine.
    /// </exception>
    public async Task<ClearedCopies> DestroyAsync(
        Guid identityId, IReadOnlyList<Target> targets, bool isForced, CancellationToken cancellationToken)
    {
        var destroyed = new List<(Guid, Guid)>();
        var left = new List<string>();
        var rotations = inventory.Journal.Find(new RotationQuery { IdentityId = identityId }, cancellationToken).ToList();
        foreach (var rotation in rotations)
        {
            foreach (var trace in TargetTrace.Of(inventory.Journal.Entries(rotation.Id)).Where(trace => !trace.IsBack && !trace.IsCleared))
            {
                if (targets.FirstOrDefault(target => target.Id == trace.TargetId) is not { } target)
                {
                    continue;
                }

                try
                {
                    if (await DestroyAsync(rotation, trace, target, cancellationToken).ConfigureAwait(false))
                    {
                        destroyed.Add((rotation.Id, target.Id));
                    }
                }
                catch (MimException exception) when (isForced && !StoreTrouble.Is(exception))
                {
                    left.Add(exception.Message);
                }
            }
        }

        return new ClearedCopies(destroyed, [.. left.Distinct(StringComparer.Ordinal)]);
    }

    private async Task<bool> DestroyAsync(RotationRecord rotation, TargetTrace trace, Target target, CancellationToken cancellationToken)
    {
        if (adapters.For(target) is not ITakesBack adapter || rotation.NewVersionId is not { } versionId)
        {
            return false;
        }

        var receipt = trace.Receipt ?? await adapter.RecallAsync(target, versionId, cancellationToken).ConfigureAwait(false);
        await adapter.RetireAsync(target, receipt, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
