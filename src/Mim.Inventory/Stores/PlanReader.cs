using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class PlanReader(IConnectionSource source) : Table(source), IPlanReader
{
    private const string Select = "SELECT plan_id, identity_id, version_id, steps, rotation_id FROM rotation_plan_item";

    private const string SelectPlan =
        """
        SELECT p.id, p.created_at, p.created_by, p.identities,
            (SELECT COUNT(*) FROM rotation_plan_item i WHERE i.plan_id = p.id AND i.rotation_id IS NOT NULL)
        FROM rotation_plan p
        """;

    // Ids begin with the time of their making.
    public IEnumerable<SavedPlan> Find(Guid? planId, CancellationToken cancellationToken) => planId is { } id
        ? All($"{SelectPlan} WHERE p.id = ?", [id], ReadPlan)
        : Pages<SavedPlan>(
            (last, size) => new SqlQuery($"{SelectPlan} WHERE p.id < ? ORDER BY p.id DESC LIMIT ?", [last?.Id ?? Guid.AllBitsSet, size]),
            ReadPlan,
            null,
            cancellationToken);

    public IEnumerable<SavedPlanItem> Items(Guid planId, CancellationToken cancellationToken) => Pages<SavedPlanItem>(
        (last, size) => new SqlQuery($"{Select} WHERE plan_id = ? AND identity_id > ? ORDER BY identity_id LIMIT ?", [planId, last?.IdentityId ?? Guid.Empty, size]),
        Read,
        null,
        cancellationToken);

    public SavedPlanItem? Item(Guid planId, Guid identityId) =>
        One($"{Select} WHERE plan_id = ? AND identity_id = ?", [planId, identityId], Read);

    private static SavedPlan ReadPlan(Statement row) => new()
    {
        Id = row.Guid(), CreatedAt = row.Time(), CreatedBy = row.Text(), Identities = row.Int(), Begun = row.Int(),
    };

    private static SavedPlanItem Read(Statement row) => new()
    {
        PlanId = row.Guid(),
        IdentityId = row.Guid(),
        VersionId = row.GuidOrNull(),
        Steps = Json.Read<RotationPlanStep[]>(row.Text()),
        RotationId = row.GuidOrNull(),
    };
}
