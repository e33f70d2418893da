using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class LocationReader(IConnectionSource source) : Table(source), ILocationReader
{
    public IReadOnlyList<Location> OfIdentity(Guid identityId) => All(
        """
        SELECT id, identity_id, version_id, target_id, kind, address, first_seen, last_seen
        FROM location WHERE identity_id = ? ORDER BY kind, address
        """,
        [identityId],
        Read);

    private static Location Read(Statement row) => new()
    {
        Id = row.Guid(),
        IdentityId = row.Guid(),
        VersionId = row.GuidOrNull(),
        TargetId = row.GuidOrNull(),
        Kind = row.Text(),
        Address = row.Text(),
        FirstSeen = row.Time(),
        LastSeen = row.Time(),
    };
}
