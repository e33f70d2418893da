using Mim.Core.Rotation;
using Mim.Inventory.Sql;
using Mim.Inventory.Stores;

namespace Mim.Inventory.Postgres;

/// <summary>Claims by statements of their own, without the lock of the store's writers.</summary>
internal sealed class PostgresClaims(IConnectionSource source) : Table(source)
{
    // Two who come at once do not wait for each other: the second finds the row locked and passes on. A claim that holds is
    // looked at first, because its row may be in a transaction that will want the identity.
    private const string Claim =
        """
        WITH free AS (
            SELECT i.id FROM identity i
            WHERE i.id = ? AND NOT EXISTS (
                SELECT 1 FROM lease l WHERE l.identity_id = i.id AND l.owner <> ? AND l.expires_at > ?)
            FOR NO KEY UPDATE OF i SKIP LOCKED)
        INSERT INTO lease (identity_id, owner, expires_at) SELECT id, ?, ? FROM free
        ON CONFLICT (identity_id) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
        WHERE lease.owner = excluded.owner OR lease.expires_at <= ?
        """;

    private const string Prolong = "UPDATE lease SET expires_at = ? WHERE identity_id = ? AND owner = ?";

    private const string Drop = "DELETE FROM lease WHERE identity_id = ? AND owner = ?";

    public bool TryClaim(Lease lease, Func<string, bool> isDead, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (TryClaim(lease, now, cancellationToken))
        {
            return true;
        }

        var holder = One("SELECT owner FROM lease WHERE identity_id = ?", [lease.IdentityId], row => row.Text());
        if (holder is null || !isDead(holder))
        {
            return false;
        }

        Release(lease.IdentityId, holder);
        return TryClaim(lease, now, cancellationToken);
    }

    public bool TryProlong(Lease lease, CancellationToken cancellationToken) => Run(
        Prolong, statement => statement.Add(lease.ExpiresAt).Add(lease.IdentityId).Add(lease.Owner), cancellationToken) > 0;

    public void Release(Guid identityId, string owner) =>
        Run(Drop, statement => statement.Add(identityId).Add(owner), CancellationToken.None);

    private bool TryClaim(Lease lease, DateTimeOffset now, CancellationToken cancellationToken) => Run(
        Claim,
        statement => statement.Add(lease.IdentityId).Add(lease.Owner).Add(now).Add(lease.Owner).Add(lease.ExpiresAt).Add(now),
        cancellationToken) > 0;

    // Each may run again on another connection: the outcome is the same.
    private int Run(string sql, Func<Statement, Statement> bind, CancellationToken cancellationToken) => Source.Read(
        database =>
        {
            using var interrupt = database.InterruptOn(cancellationToken);
            return bind(database.Prepared(sql)).Run();
        },
        cancellationToken);
}
