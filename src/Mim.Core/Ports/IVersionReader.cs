using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Reads versions.</summary>
public interface IVersionReader
{
    CredentialVersion? Get(Guid id);

    /// <summary>All versions of an identity, oldest first.</summary>
    IReadOnlyList<CredentialVersion> OfIdentity(Guid identityId);

    /// <summary>Versions that match, streamed in order of their ids.</summary>
    IEnumerable<CredentialVersion> Find(VersionQuery query, CancellationToken cancellationToken);
}
