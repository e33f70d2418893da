using Mim.Core.Issuing;

namespace Mim.Core.Ports;

/// <summary>Reads authorities.</summary>
public interface IAuthorityReader
{
    AuthorityRecord? Get(Guid identityId);

    IReadOnlyList<AuthorityRecord> All();
}
