using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Locations within one transaction.</summary>
public interface ILocationStore : ILocationReader
{
    /// <summary>Adds, or replaces the version and last-seen time of the same identity, kind and address.</summary>
    void Put(Location location);

    /// <summary>Forgets the locations of a target.</summary>
    void RemoveOfTarget(Guid targetId);
}
