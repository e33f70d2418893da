using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Versions within one transaction.</summary>
public interface IVersionStore : IVersionReader
{
    void Add(CredentialVersion version);

    /// <summary>Replaces state, reason, time of the state, due time and private-key flag; a certificate never changes.</summary>
    void Update(CredentialVersion version);
}
