using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class TargetReader(IConnectionSource source) : Table(source), ITargetReader
{
    private const string Select =
        """
        SELECT t.id, t.identity_id, i.name, t.kind, t.address, t.settings, t.has_password, t.installed_version_id,
               t.installed_version, t.installed_at, t.created_at, t.maintenance_window
        FROM target t JOIN identity i ON i.id = t.identity_id
        """;

    public Target? Get(Guid id) => One($"{Select} WHERE t.id = ?", [id], Read);

    public IEnumerable<Target> Find(Guid? identityId, CancellationToken cancellationToken)
    {
        return Pages<Target>(After, Read, null, cancellationToken);

        SqlQuery After(Target? last, int size)
        {
            var conditions = new Conditions(Dialect)
                .AndIf(identityId is not null, "t.identity_id = ?", identityId ?? Guid.Empty)
                .And("(t.created_at, t.id) > (?, ?)", last?.CreatedAt ?? DateTimeOffset.MinValue, last?.Id ?? Guid.Empty);
            return new SqlQuery(
                $"{Select}{conditions.Where} ORDER BY t.created_at, t.id LIMIT ?", [.. conditions.Values, size]);
        }
    }

    public IReadOnlyList<Target> OfIdentities(IReadOnlyList<Guid> identityIds, CancellationToken cancellationToken)
    {
        var conditions = new Conditions(Dialect).AndOneOf("t.identity_id", identityIds);
        return Page(
            new SqlQuery($"{Select}{conditions.Where} ORDER BY t.identity_id, t.created_at, t.id", [.. conditions.Values]), Read, cancellationToken);
    }

    private static Target Read(Statement row)
    {
        var (id, identityId, identity, kind) = (row.Guid(), row.Guid(), row.Text(), (TargetKind)row.Int());
        return new Target
        {
            Id = id,
            IdentityId = identityId,
            Identity = identity,
            Kind = kind,
            Address = row.Text(),
            Settings = Json.Read<TargetSettings>(row.Text(), kind.SettingsType()),
            HasPassword = row.Bool(),
            InstalledVersionId = row.GuidOrNull(),
            InstalledVersion = row.Int(),
            InstalledAt = row.TimeOrNull(),
            CreatedAt = row.Time(),
            Window = row.TextOrNull() is { } window ? Json.Read<MaintenanceWindow>(window) : null,
        };
    }
}
