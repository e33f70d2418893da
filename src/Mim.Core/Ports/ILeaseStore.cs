using Mim.Core.Rotation;

namespace Mim.Core.Ports;

/// <summary>Claims on identities, within one transaction (rule 3).</summary>
public interface ILeaseStore
{
    Lease? Get(Guid identityId);

    /// <summary>
    /// Claims, or prolongs a claim of the same owner; false while another owner holds one that has not expired.
    /// </summary>
    bool TryClaim(Lease lease, DateTimeOffset now);

    void Release(Guid identityId, string owner);
}
