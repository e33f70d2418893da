using Mim.Core.Rotation;

namespace Mim.Core.Ports;

/// <summary>Saved plans within one transaction.</summary>
public interface IPlanStore : IPlanReader
{
    void Add(SavedPlan plan);

    /// <summary>Adds, or replaces the rotation.</summary>
    void Put(SavedPlanItem item);
}
