using Mim.Core.Rotation;

namespace Mim.Core.Ports;

/// <summary>
/// Optional power of an inventory that many runners share: claims apart from transactions, which wait for no writer and make
/// none wait. A claim alone changes nothing that the store knows, so it is no act and needs no audit.
/// </summary>
public interface IClaims
{
    /// <summary>
    /// Claims, or prolongs a claim of the same owner; false while another owner holds one that has not expired, or has the
    /// identity in hand at this moment. The claim of an owner that is surely dead falls.
    /// </summary>
    bool TryClaim(Lease lease, Func<string, bool> isDead, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Prolongs a claim; false when its owner does not hold it any more.</summary>
    bool TryProlong(Lease lease, CancellationToken cancellationToken);

    void Release(Guid identityId, string owner);
}
