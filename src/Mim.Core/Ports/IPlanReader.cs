using Mim.Core.Rotation;

namespace Mim.Core.Ports;

/// <summary>Reads saved plans.</summary>
public interface IPlanReader
{
    SavedPlan? Get(Guid planId);

    /// <summary>The identities of a plan in the order of their ids, streamed.</summary>
    IEnumerable<SavedPlanItem> Items(Guid planId, CancellationToken cancellationToken);

    SavedPlanItem? Item(Guid planId, Guid identityId);
}
