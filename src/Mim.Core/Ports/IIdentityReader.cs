using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Reads identities. Lists stream by keyset pages: constant memory, no lock held between pages.</summary>
public interface IIdentityReader
{
    /// <summary>Identities that match, in the order asked for; filters run in the store.</summary>
    IEnumerable<MachineIdentity> Find(IdentityQuery query, CancellationToken cancellationToken);

    MachineIdentity? Get(Guid id);

    long Count(IdentityQuery query, CancellationToken cancellationToken);
}
