using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Sealed values within one transaction.</summary>
public interface ISealedStore : ISealedReader
{
    /// <summary>Adds, or replaces the one of the same owner and purpose.</summary>
    void Put(SealedValue value);

    /// <summary>Destroys all sealed values of an owner; the engine overwrites the pages. Returns how many there were.</summary>
    int Remove(Guid ownerId);
}
