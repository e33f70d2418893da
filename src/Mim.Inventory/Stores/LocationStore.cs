using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class LocationStore(IConnectionSource source) : LocationReader(source), ILocationStore
{
    // A location found by a scan first becomes a target's once that target installs there.
    private const string Upsert =
        """
        INSERT INTO location (id, identity_id, version_id, target_id, kind, address, first_seen, last_seen)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (identity_id, kind, address) DO UPDATE SET
            version_id = excluded.version_id, last_seen = excluded.last_seen,
            target_id = coalesce(excluded.target_id, location.target_id), gone_at = NULL
        """;

    public void Put(Location location) => Command(Upsert)
        .Add(location.Id)
        .Add(location.IdentityId)
        .Add(location.VersionId)
        .Add(location.TargetId)
        .Add(location.Kind)
        .Add(location.Address)
        .Add(location.FirstSeen)
        .Add(location.LastSeen)
        .Send();

    public void MarkGone(Guid locationId, DateTimeOffset at) =>
        Command("UPDATE location SET gone_at = ? WHERE id = ? AND gone_at IS NULL").Add(at).Add(locationId).Send();

    public void RemoveOfTarget(Guid targetId) => Command("DELETE FROM location WHERE target_id = ?").Add(targetId).Send();
}
