using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Reads where versions are.</summary>
public interface ILocationReader
{
    /// <summary>Every one, also those that are there no longer.</summary>
    IReadOnlyList<Location> OfIdentity(Guid identityId);

    /// <summary>Those that match, streamed in order of kind and address.</summary>
    IEnumerable<Location> Find(LocationQuery query, CancellationToken cancellationToken);
}
