using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class PlanStore(IConnectionSource source) : PlanReader(source), IPlanStore
{
    public void Add(SavedPlan plan) => Command("INSERT INTO rotation_plan (id, created_at, created_by, identities) VALUES (?, ?, ?, ?)")
        .Add(plan.Id)
        .Add(plan.CreatedAt)
        .Add(plan.CreatedBy)
        .Add(plan.Identities)
        .Send();

    public void Put(SavedPlanItem item) => Command(
        """
        INSERT INTO rotation_plan_item (plan_id, identity_id, version_id, steps, rotation_id) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (plan_id, identity_id) DO UPDATE SET rotation_id = excluded.rotation_id
        """)
        .Add(item.PlanId)
        .Add(item.IdentityId)
        .Add(item.VersionId)
        .Add(Json.Write(item.Steps))
        .Add(item.RotationId)
        .Send();
}
