using Mim.Core.Rotation;

namespace Mim.Core.Ports;

/// <summary>Reads saved plans.</summary>
public interface IPlanReader
{
    /// <summary>Plans, newest first, streamed.</summary>
    /// <param name="planId">Only this one; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IEnumerable<SavedPlan> Find(Guid? planId, CancellationToken cancellationToken);

    /// <summary>The identities of a plan in the order of their ids, streamed.</summary>
    IEnumerable<SavedPlanItem> Items(Guid planId, CancellationToken cancellationToken);

    SavedPlanItem? Item(Guid planId, Guid identityId);
}
