using Mim.Core.Revocation;

namespace Mim.Core.Ports;

/// <summary>Revocations within one transaction.</summary>
public interface IRevocationStore : IRevocationReader
{
    /// <summary>Adds or replaces the revocation of that authority and serial number.</summary>
    void Put(RevocationRecord revocation);

    /// <summary>Takes a suspended certificate off the next list (reason removeFromCRL).</summary>
    void Remove(Guid authorityId, string serialNumber);

    void AddList(RevocationList list);
}
