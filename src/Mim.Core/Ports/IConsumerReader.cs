using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Reads who depends on identities.</summary>
public interface IConsumerReader
{
    /// <summary>In the order of their names.</summary>
    IReadOnlyList<Consumer> OfIdentity(Guid identityId);
}
