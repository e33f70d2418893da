using Mim.Core.Audit;
using Mim.Core.Ports;

namespace Mim.Core.Accounts.Lending;

/// <summary>Ends leases within the transaction that makes their password worthless, or their account nobody's.</summary>
internal static class LeaseEnd
{
    /// <summary>Nothing where the account is not lent.</summary>
    public static void Free(IInventoryTransaction transaction, ActScope acts, Guid identityId, string reason)
    {
        if (transaction.AccountLeases.Open(identityId) is not { } lease)
        {
            return;
        }

        transaction.AccountLeases.Put(lease with { FreedAt = acts.Now });
        acts.Record(new Act("FreeAccount", "Lease", lease.Id.ToString(), lease.Identity, new Dictionary<string, string>
        {
            ["identity"] = identityId.ToString(),
            ["borrower"] = lease.Borrower,
            ["state"] = lease.StateAt(acts.Now).ToString(),
            ["reason"] = reason,
        }));
    }
}
