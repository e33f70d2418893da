using Mim.Core;
using Mim.Core.Accounts.Lending;
using Mim.Core.Identities;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IAccountLeaseStore"/> promises.</summary>
public abstract class AccountLeaseStoreContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void A_lease_is_open_until_its_account_is_free()
    {
        var lease = New(Account("admin1"), minutes: 1);
        Put(lease);
        Assert.Equal(lease, Inventory.AccountLeases.Open(lease.IdentityId));
        Assert.True(Inventory.AccountLeases.WasLent(lease.VersionId));

        var returned = lease with { EndsAt = Sample.Now.AddHours(3), ReturnedAt = Sample.Now.AddHours(2), ReturnedBy = "JÜRGEN@host2" };
        Put(returned);
        Assert.Equal(returned, Inventory.AccountLeases.Open(lease.IdentityId));

        var freed = returned with { FreedAt = Sample.Now.AddHours(4) };
        Put(freed);
        Assert.Null(Inventory.AccountLeases.Open(lease.IdentityId));
        Assert.True(Inventory.AccountLeases.WasLent(lease.VersionId));
        Assert.Equal([freed], Find(new AccountLeaseQuery()));
    }

    [SuiteFact]
    public void An_account_is_lent_to_one_at_a_time()
    {
        var account = Account("admin1");
        Put(New(account, minutes: 1));
        var error = Assert.Throws<MimException>(() => Put(New(account, minutes: 2)));
        Assert.Equal((MimErrorCause.AccountLent, "admin1"), (error.Cause, error.Subject));
        Assert.Single(Find(new AccountLeaseQuery()));
    }

    [SuiteFact]
    public void Leases_come_newest_first()
    {
        var (one, other) = (Account("admin1"), Account("admin2"));
        var ended = Enumerable.Range(1, 40).Select(minutes => New(one, minutes) with { FreedAt = Sample.Now }).ToList();
        var open = New(one, minutes: 41);
        var others = New(other, minutes: 42);
        Inventory.Write(transaction => ended.ForEach(transaction.AccountLeases.Put));
        Put(open);
        Put(others);

        Assert.Equal([others, open, .. ended.AsEnumerable().Reverse()], Find(new AccountLeaseQuery()));
        Assert.Equal([others, open], Find(new AccountLeaseQuery { IsOpen = true }));
        Assert.Equal([open, .. ended.AsEnumerable().Reverse()], Find(new AccountLeaseQuery { IdentityId = one.IdentityId }));
        Assert.Equal([others], Find(new AccountLeaseQuery { IdentityId = other.IdentityId, IsOpen = true }));
        Assert.False(Inventory.AccountLeases.WasLent(Guid.NewGuid()));
        Assert.Null(Inventory.AccountLeases.Open(Guid.NewGuid()));
    }

    private List<AccountLease> Find(AccountLeaseQuery query) => [.. Inventory.AccountLeases.Find(query, None)];

    private void Put(AccountLease lease) => Inventory.Write(transaction => transaction.AccountLeases.Put(lease));

    private static AccountLease New(CredentialVersion version, int minutes) => new()
    {
        Id = Guid.CreateVersion7(Sample.Now.AddMinutes(minutes)),
        IdentityId = version.IdentityId,
        Identity = version.Subject!,
        VersionId = version.Id,
        UserName = version.Subject,
        Borrower = "ops@host1",
        Purpose = "INC-1",
        LentAt = Sample.Now.AddMinutes(minutes),
        EndsAt = Sample.Now.AddHours(1),
    };

    private CredentialVersion Account(string name)
    {
        var identity = Sample.Identity(name, IdentityKind.ServiceAccount);
        var version = Sample.Version(identity) with { Subject = name };
        Inventory.Add(identity);
        Inventory.Write(transaction => transaction.Versions.Add(version));
        return version;
    }
}
