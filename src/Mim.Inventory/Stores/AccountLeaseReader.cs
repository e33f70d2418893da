using Mim.Core.Accounts.Lending;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class AccountLeaseReader(IConnectionSource source) : Table(source), IAccountLeaseReader
{
    private const string Columns =
        "l.id, l.identity_id, i.name, l.version_id, v.subject, l.borrower, l.purpose, l.lent_at, l.ends_at, l.returned_at, l.returned_by, l.freed_at";

    private const string Joins = "JOIN identity i ON i.id = l.identity_id JOIN version v ON v.id = l.version_id";

    public AccountLease? Open(Guid identityId) => One(
        $"SELECT {Columns} FROM account_lease l{Dialect.By("account_lease_open")} {Joins} WHERE l.identity_id = ? AND l.freed_at IS NULL",
        [identityId],
        Read);

    public bool WasLent(Guid versionId) => One(
        $"SELECT 1 FROM account_lease{Dialect.By("account_lease_by_version")} WHERE version_id = ? LIMIT 1", [versionId], row => row.Bool());

    public IEnumerable<AccountLease> Find(AccountLeaseQuery query, CancellationToken cancellationToken)
    {
        var index = query.IdentityId is not null ? Dialect.By("account_lease_by_identity") : query.IsOpen ? Dialect.By("account_lease_open_by_age") : string.Empty;
        return Pages<AccountLease>(After, Read, null, cancellationToken);

        SqlQuery After(AccountLease? last, int size)
        {
            var conditions = new Conditions(Dialect)
                .AndIf(query.IdentityId is not null, "l.identity_id = ?", query.IdentityId ?? Guid.Empty)
                .AndIf(query.IsOpen, "l.freed_at IS NULL")
                .And("l.id < ?", last?.Id ?? Guid.AllBitsSet);
            return new SqlQuery($"SELECT {Columns} FROM account_lease l{index} {Joins}{conditions.Where} ORDER BY l.id DESC LIMIT ?", [.. conditions.Values, size]);
        }
    }

    private static AccountLease Read(Statement row) => new()
    {
        Id = row.Guid(),
        IdentityId = row.Guid(),
        Identity = row.Text(),
        VersionId = row.Guid(),
        UserName = row.TextOrNull(),
        Borrower = row.Text(),
        Purpose = row.Text(),
        LentAt = row.Time(),
        EndsAt = row.Time(),
        ReturnedAt = row.TimeOrNull(),
        ReturnedBy = row.TextOrNull(),
        FreedAt = row.TimeOrNull(),
    };
}
