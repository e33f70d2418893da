using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Reads where versions are.</summary>
public interface ILocationReader
{
    IReadOnlyList<Location> OfIdentity(Guid identityId);
}
