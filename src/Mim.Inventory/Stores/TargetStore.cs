using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class TargetStore(IConnectionSource source) : TargetReader(source), ITargetStore
{
    private const string Upsert =
        """
        INSERT INTO target (
            id, identity_id, kind, address, settings, has_password, installed_version_id, installed_version, installed_at,
            created_at, maintenance_window)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            identity_id = excluded.identity_id, kind = excluded.kind, address = excluded.address,
            settings = excluded.settings, has_password = excluded.has_password,
            installed_version_id = excluded.installed_version_id, installed_version = excluded.installed_version,
            installed_at = excluded.installed_at, created_at = excluded.created_at,
            maintenance_window = excluded.maintenance_window
        """;

    public void Put(Target target) => Command(Upsert)
        .Add(target.Id)
        .Add(target.IdentityId)
        .Add((int)target.Kind)
        .Add(target.Address)
        .Add(Json.Write<object>(target.Settings))
        .Add(target.HasPassword)
        .Add(target.InstalledVersionId)
        .Add(target.InstalledVersion)
        .Add(target.InstalledAt)
        .Add(target.CreatedAt)
        .Add(target.Window is null ? null : Json.Write(target.Window))
        .Send(target, Taken);

    public void Remove(Guid id) => Command("DELETE FROM target WHERE id = ?").Add(id).Send();

    private static MimException Taken(Target target) => new(
        MimErrorCause.InvalidArgument, $"'{target.Identity}' has a {target.Kind} target at '{target.Address}' already.", target.Address);
}
