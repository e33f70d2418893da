using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>Reads targets.</summary>
public interface ITargetReader
{
    Target? Get(Guid id);

    /// <summary>Targets of one identity, or all, oldest first.</summary>
    IEnumerable<Target> Find(Guid? identityId, CancellationToken cancellationToken);
}
