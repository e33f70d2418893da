using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Revocation;

namespace Mim.Core.Issuing.Succession;

/// <summary>What follows when nobody is to trust an authority any more, within the transaction that says so.</summary>
internal static class AuthorityWithdrawal
{
    /// <summary>It leaves the trust bundle of its line, which the newest of those that are left delivers.</summary>
    public static void Withdraw(IInventoryTransaction transaction, AuthorityRecord record, CancellationToken cancellationToken)
    {
        transaction.Authorities.Put(record with { State = AuthorityState.Retired });
        BundleTargets.Settle(transaction, record.IdentityId, cancellationToken);
    }

    /// <summary>
    /// The same for one whose work is done: its certificate ends here, and those that others gave its key go on their
    /// lists.
    /// </summary>
    public static void Retire(
        IInventoryTransaction transaction,
        ActScope acts,
        MachineIdentity authority,
        AuthorityRecord record,
        CancellationToken cancellationToken)
    {
        var superseded = new RevocationRequest { Reason = RevocationReason.Superseded };
        foreach (var version in transaction.Versions.OfIdentity(authority.Id).Where(version => version.State == VersionState.Active))
        {
            var isListed = version.Id != authority.CurrentVersionId
                && Revoker.List(transaction, version, superseded, acts.Now, frees: false);
            transaction.Versions.Update(version with
            {
                State = isListed ? VersionState.Revoked : VersionState.Deactivated,
                StateReason = isListed ? nameof(RevocationReason.Superseded) : nameof(AuthorityState.Retired),
                StateAt = acts.Now,
                DueAt = null,
            });
        }

        transaction.Identities.Update(authority with { Status = VersionState.Deactivated, DueAt = null, UpdatedAt = acts.Now });
        Withdraw(transaction, record, cancellationToken);
    }
}
