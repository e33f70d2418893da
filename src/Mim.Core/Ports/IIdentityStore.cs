using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Identities within one transaction.</summary>
public interface IIdentityStore : IIdentityReader
{
    /// <summary>Adds, or says at once that it cannot and leaves the transaction as it was.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityExists"/>: kind and name are taken.</exception>
    void Add(MachineIdentity identity);

    /// <summary>
    /// As <see cref="Add"/>, for a name that this transaction has seen to be free: many such identities may reach the store
    /// together, and one that is taken after all undoes the transaction, at the latest when it commits.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityExists"/>: kind and name are taken.</exception>
    void AddFree(MachineIdentity identity);

    /// <summary>Replaces every field and the tags.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityExists"/>: kind and name are taken.</exception>
    void Update(MachineIdentity identity);
}
