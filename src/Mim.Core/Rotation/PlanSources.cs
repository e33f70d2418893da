using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>What a plan is made of, read outside a transaction or within one.</summary>
internal sealed record PlanSources(
    IIdentityReader Identities, ITargetReader Targets, IPolicyReader Policies, IAuthorityReader Authorities)
{
    public PlanSources(IInventoryReader inventory)
        : this(inventory.Identities, inventory.Targets, inventory.Policies, inventory.Authorities)
    {
    }

    public PlanSources(IInventoryTransaction transaction)
        : this(transaction.Identities, transaction.Targets, transaction.Policies, transaction.Authorities)
    {
    }
}
