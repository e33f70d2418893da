using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IPlanStore"/> promises.</summary>
public abstract class PlanStoreContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void A_plan_and_its_items_come_back()
    {
        var identities = Enumerable.Range(0, 700).Select(index => Sample.Identity($"web{index}")).ToList();
        var plan = new SavedPlan { Id = Guid.CreateVersion7(Sample.Now), CreatedAt = Sample.Now, CreatedBy = "JÜRGEN", Identities = identities.Count };
        var items = identities.ConvertAll(identity => Item(plan, identity));
        Inventory.Add(identities);
        Inventory.Write(transaction =>
        {
            transaction.Plans.Add(plan);
            items.ForEach(transaction.Plans.Put);
        });

        Assert.Equal([plan], Inventory.Plans.Find(plan.Id, None));
        Assert.Equal(items.Select(item => item.IdentityId).Order(), Inventory.Plans.Items(plan.Id, None).Select(item => item.IdentityId).Order());
        Assert.Equivalent(items[3], Inventory.Plans.Item(plan.Id, items[3].IdentityId), strict: true);
        Assert.Empty(Inventory.Plans.Find(Guid.CreateVersion7(), None));
        Assert.Null(Inventory.Plans.Item(plan.Id, Guid.CreateVersion7()));
        Assert.Empty(Inventory.Plans.Items(Guid.CreateVersion7(), None));
    }

    [SuiteFact]
    public void Putting_an_item_again_keeps_what_was_planned_and_takes_the_rotation()
    {
        var web = Sample.Identity("web01");
        var plan = new SavedPlan { Id = Guid.CreateVersion7(Sample.Now), CreatedAt = Sample.Now, CreatedBy = "ops", Identities = 1 };
        var item = Item(plan, web);
        var rotation = Guid.CreateVersion7();
        Inventory.Add(web);
        Inventory.Write(transaction =>
        {
            transaction.Plans.Add(plan);
            transaction.Plans.Put(item);
            transaction.Plans.Put(item with { RotationId = rotation, Steps = [] });
        });

        Assert.Equivalent(item with { RotationId = rotation }, Inventory.Plans.Item(plan.Id, web.Id), strict: true);
        Assert.Equal([plan with { Begun = 1 }], Inventory.Plans.Find(plan.Id, None));
    }

    [SuiteFact]
    public void Plans_are_found_newest_first()
    {
        var plans = Enumerable.Range(0, 70)
            .Select(day => Sample.Now.AddDays(day))
            .Select(at => new SavedPlan { Id = Guid.CreateVersion7(at), CreatedAt = at, CreatedBy = "ops", Identities = 0 })
            .ToList();
        Inventory.Write(transaction => plans.ForEach(transaction.Plans.Add));

        Assert.Equal(plans.AsEnumerable().Reverse(), Inventory.Plans.Find(planId: null, None));
    }

    private static SavedPlanItem Item(SavedPlan plan, MachineIdentity identity) => new()
    {
        PlanId = plan.Id,
        IdentityId = identity.Id,
        VersionId = Guid.CreateVersion7(),
        Steps = [new RotationPlanStep(RotationStep.Install, "Install version 2 at File '/srv/ä.pem'"), new RotationPlanStep(RotationStep.Retire, "Retire")],
    };
}
