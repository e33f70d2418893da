using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class LocationReader(IConnectionSource source) : Table(source), ILocationReader
{
    private const string Columns = "l.id, l.identity_id, l.version_id, l.target_id, l.kind, l.address, l.first_seen, l.last_seen, l.gone_at";

    public IReadOnlyList<Location> OfIdentity(Guid identityId) =>
        All($"SELECT {Columns} FROM location l WHERE l.identity_id = ? ORDER BY l.kind, l.address", [identityId], Read);

    public IEnumerable<Location> Find(LocationQuery query, CancellationToken cancellationToken)
    {
        var conditions = Conditions(query);
        return Pages<Location>(
            (last, size) =>
            {
                var page = conditions.Copy().And(
                    "(l.kind, l.address, l.identity_id) > (?, ?, ?)",
                    last?.Kind ?? string.Empty,
                    last?.Address ?? string.Empty,
                    last?.IdentityId ?? Guid.Empty);
                return new SqlQuery(
                    $"""
                    SELECT {Columns} FROM location l{Dialect.By(query.IdentityId is null ? "location_by_address" : null)}{page.Where}
                    ORDER BY l.kind, l.address, l.identity_id LIMIT ?
                    """,
                    [.. page.Values, size]);
            },
            Read,
            null,
            cancellationToken);
    }

    private Conditions Conditions(LocationQuery query)
    {
        var conditions = new Conditions(Dialect);
        conditions.AndIf(query.IdentityId is not null, "l.identity_id = ?", query.IdentityId ?? Guid.Empty)
            .AndIf(query.Kind is not null, "l.kind = ?", query.Kind ?? string.Empty)
            .AndIf(query.Address is not null, "l.address = ?", query.Address ?? string.Empty)
            .AndTime("l.last_seen < ?", query.NotSeenSince)
            .AndIf(!query.IncludeGone, "l.gone_at IS NULL");
        if (query.IdentityKinds.Count > 0)
        {
            var kinds = new Conditions(Dialect).And("i.id = l.identity_id").AndOneOf("i.kind", query.IdentityKinds);
            conditions.And($"EXISTS (SELECT 1 FROM identity i{kinds.Where})", kinds.Values);
        }

        if (query.AddressPrefix is { } prefix)
        {
            var end = WildcardPattern.EndOf(prefix);
            conditions.And("l.address >= ?", prefix).AndIf(end is not null, "l.address < ?", end ?? string.Empty);
        }

        return conditions;
    }

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
        GoneAt = row.TimeOrNull(),
    };
}
