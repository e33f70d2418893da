using Mim.Core.Issuing;

namespace Mim.Core.Ports;

/// <summary>Reads authorities.</summary>
public interface IAuthorityReader
{
    AuthorityRecord? Get(Guid identityId);

    IReadOnlyList<AuthorityRecord> All();

    /// <summary>
    /// When an authority issued what it issued lately: <paramref name="place"/> 1 for the newest, 2 for the one before; null when it
    /// has not issued so many.
    /// </summary>
    DateTimeOffset? IssuedAt(Guid authorityId, int place);
}
