using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Identities within one transaction.</summary>
public interface IIdentityStore : IIdentityReader
{
    /// <summary>Adds, or says at once that it cannot and leaves the transaction as it was.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityExists"/>: kind and name are taken.</exception>
    void Add(MachineIdentity identity);

    /// <summary>Replaces every field and the tags.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityExists"/>: kind and name are taken.</exception>
    void Update(MachineIdentity identity);
}
