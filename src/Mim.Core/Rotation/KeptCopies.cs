using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>What rotations kept of the content they replaced, a private key among it, for as long as it may be put back.</summary>
internal sealed class KeptCopies(IInventory inventory, TargetAdapters adapters)
{
    /// <summary>Destroys all that lies at these targets of one identity.</summary>
    /// <returns>Whose copies they were, for the journal.</returns>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>, naming what resists.</exception>
    public async Task<IReadOnlyList<(Guid RotationId, Guid TargetId)>> DestroyAsync(
        Guid identityId, IReadOnlyList<Target> targets, CancellationToken cancellationToken)
    {
        var destroyed = new List<(Guid, Guid)>();
        var rotations = inventory.Journal.Find(new RotationQuery { IdentityId = identityId }, cancellationToken).ToList();
        foreach (var rotation in rotations)
        {
            foreach (var trace in TargetTrace.Of(inventory.Journal.Entries(rotation.Id)).Where(trace => !trace.IsBack && !trace.IsCleared))
            {
                if (targets.FirstOrDefault(target => target.Id == trace.TargetId) is { } target
                    && await DestroyAsync(rotation, trace, target, cancellationToken).ConfigureAwait(false))
                {
                    destroyed.Add((rotation.Id, target.Id));
                }
            }
        }

        return destroyed;
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
