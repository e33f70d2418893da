using Mim.Core.Revocation;

namespace Mim.Core.Ports;

/// <summary>Reads revocations and published lists.</summary>
public interface IRevocationReader
{
    RevocationRecord? Get(Guid authorityId, string serialNumber);

    /// <summary>What belongs on the next list of an authority: entries whose last list has not been published.</summary>
    IEnumerable<RevocationRecord> Pending(Guid authorityId, CancellationToken cancellationToken);

    /// <summary>Published lists, newest first; of one authority or of all.</summary>
    IEnumerable<RevocationList> Lists(Guid? authorityId, CancellationToken cancellationToken);
}
