using Mim.Core.Ports;

namespace Mim.Core.Issuing.Succession;

/// <summary>What decides whether one authority may follow another, read outside a transaction or within one.</summary>
internal sealed record SuccessionSources(
    IIdentityReader Identities, IVersionReader Versions, IAuthorityReader Authorities, ITargetReader Targets, IJournalReader Journal)
{
    public SuccessionSources(IInventoryReader inventory)
        : this(inventory.Identities, inventory.Versions, inventory.Authorities, inventory.Targets, inventory.Journal)
    {
    }

    public SuccessionSources(IInventoryTransaction transaction)
        : this(transaction.Identities, transaction.Versions, transaction.Authorities, transaction.Targets, transaction.Journal)
    {
    }
}
