using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class PlanReader(IConnectionSource source) : Table(source), IPlanReader
{
    private const string Select = "SELECT plan_id, identity_id, version_id, steps, rotation_id FROM rotation_plan_item";

    public SavedPlan? Get(Guid planId) => One(
        "SELECT id, created_at, created_by, identities FROM rotation_plan WHERE id = ?",
        [planId],
        row => new SavedPlan { Id = row.Guid(), CreatedAt = row.Time(), CreatedBy = row.Text(), Identities = row.Int() });

    public IEnumerable<SavedPlanItem> Items(Guid planId, CancellationToken cancellationToken) => Pages<SavedPlanItem>(
        (last, size) => new SqlQuery($"{Select} WHERE plan_id = ? AND identity_id > ? ORDER BY identity_id LIMIT ?", [planId, last?.IdentityId ?? Guid.Empty, size]),
        Read,
        null,
        cancellationToken);

    public SavedPlanItem? Item(Guid planId, Guid identityId) =>
        One($"{Select} WHERE plan_id = ? AND identity_id = ?", [planId, identityId], Read);

    private static SavedPlanItem Read(Statement row) => new()
    {
        PlanId = row.Guid(),
        IdentityId = row.Guid(),
        VersionId = row.GuidOrNull(),
        Steps = Json.Read<RotationPlanStep[]>(row.Text()),
        RotationId = row.GuidOrNull(),
    };
}
