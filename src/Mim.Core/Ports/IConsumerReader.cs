using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Reads who depends on identities.</summary>
public interface IConsumerReader
{
    /// <summary>In the order of their names.</summary>
    IReadOnlyList<Consumer> OfIdentity(Guid identityId);

    /// <summary>Those of these identities, at most a few hundred, by one statement: those of each in the order of their names.</summary>
    IReadOnlyList<Consumer> OfIdentities(IReadOnlyList<Guid> identityIds, CancellationToken cancellationToken);
}
