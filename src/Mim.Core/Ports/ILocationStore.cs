using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Locations within one transaction.</summary>
public interface ILocationStore : ILocationReader
{
    /// <summary>
    /// Adds, or replaces version, target and last-seen time of the same identity, kind and address; what was gone is there again.
    /// </summary>
    void Put(Location location);

    /// <summary>Says that what was there is there no longer.</summary>
    void MarkGone(Guid locationId, DateTimeOffset at);

    /// <summary>Forgets the locations of a target.</summary>
    void RemoveOfTarget(Guid targetId);
}
