using Mim.Core;
using Mim.Core.Accounts.Lending;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class AccountLeaseStore(IConnectionSource source) : AccountLeaseReader(source), IAccountLeaseStore
{
    private const string Upsert =
        """
        INSERT INTO account_lease (id, identity_id, version_id, borrower, purpose, lent_at, ends_at, returned_at, returned_by, freed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            ends_at = excluded.ends_at, returned_at = excluded.returned_at, returned_by = excluded.returned_by, freed_at = excluded.freed_at
        """;

    public void Put(AccountLease lease) => Command(Upsert)
        .Add(lease.Id)
        .Add(lease.IdentityId)
        .Add(lease.VersionId)
        .Add(lease.Borrower)
        .Add(lease.Purpose)
        .Add(lease.LentAt)
        .Add(lease.EndsAt)
        .Add(lease.ReturnedAt)
        .Add(lease.ReturnedBy)
        .Add(lease.FreedAt)
        .Send(lease, Taken);

    private static MimException Taken(AccountLease lease) => new(MimErrorCause.AccountLent, $"'{lease.Identity}' is lent already.", lease.Identity);
}
