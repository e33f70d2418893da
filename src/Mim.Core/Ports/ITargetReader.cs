using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>Reads targets.</summary>
public interface ITargetReader
{
    Target? Get(Guid id);

    /// <summary>Targets of one identity, or all, oldest first.</summary>
    IEnumerable<Target> Find(Guid? identityId, CancellationToken cancellationToken);

    /// <summary>Targets of these identities, at most a few hundred, by one statement: those of each oldest first.</summary>
    IReadOnlyList<Target> OfIdentities(IReadOnlyList<Guid> identityIds, CancellationToken cancellationToken);
}
