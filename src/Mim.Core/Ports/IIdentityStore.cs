using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Identities within one transaction.</summary>
public interface IIdentityStore : IIdentityReader
{
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityExists"/>: kind and name are taken.</exception>
    void Add(MachineIdentity identity);

    /// <summary>Replaces every field and the tags.</summary>
    void Update(MachineIdentity identity);
}
