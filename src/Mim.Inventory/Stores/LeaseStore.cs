using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class LeaseStore(IConnectionSource source) : Table(source), ILeaseStore
{
    private const string Claim =
        """
        INSERT INTO lease (identity_id, owner, expires_at) VALUES (?, ?, ?)
        ON CONFLICT (identity_id) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
        WHERE lease.owner = excluded.owner OR lease.expires_at <= ?
        """;

    public Lease? Get(Guid identityId) => One(
        "SELECT identity_id, owner, expires_at FROM lease WHERE identity_id = ?",
        [identityId],
        row => new Lease(row.Guid(), row.Text(), row.Time()));

    public bool TryClaim(Lease lease, DateTimeOffset now) =>
        Command(Claim).Add(lease.IdentityId).Add(lease.Owner).Add(lease.ExpiresAt).Add(now).Run() > 0;

    public void Release(Guid identityId, string owner) =>
        Command("DELETE FROM lease WHERE identity_id = ? AND owner = ?").Add(identityId).Add(owner).Send();
}
