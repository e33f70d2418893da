using Mim.Core.Vault;

namespace Mim.Core.Ports;

/// <summary>Hand-offs of secrets within one transaction.</summary>
public interface IHandOffStore : IHandOffReader
{
    /// <summary>Adds one, or says of one how it ended.</summary>
    void Put(HandOff handOff);
}
