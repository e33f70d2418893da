using Mim.Core.Rotation;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.ILeaseStore"/> promises.</summary>
public abstract class LeaseStoreContract(ITestStore store) : StoreContract(store)
{
    private readonly Guid _identity = Guid.CreateVersion7();

    [SuiteFact]
    public void A_claim_holds_until_it_expires()
    {
        Assert.True(Claim("a", Sample.Now));
        Assert.False(Claim("b", Sample.Now.AddMinutes(1)));
        Assert.Equal(new Lease(_identity, "a", Sample.Now.AddMinutes(5)), Get());

        Assert.True(Claim("b", Sample.Now.AddMinutes(5)));
        Assert.Equal("b", Get()!.Owner);
    }

    [SuiteFact]
    public void Its_owner_prolongs_a_claim()
    {
        Assert.True(Claim("a", Sample.Now));
        Assert.True(Claim("a", Sample.Now.AddMinutes(4)));
        Assert.False(Claim("b", Sample.Now.AddMinutes(6)));
    }

    [SuiteFact]
    public void Only_its_owner_releases_a_claim()
    {
        Claim("a", Sample.Now);

        Inventory.Write(transaction => transaction.Leases.Release(_identity, "b"));
        Assert.NotNull(Get());

        Inventory.Write(transaction => transaction.Leases.Release(_identity, "a"));
        Assert.Null(Get());
        Assert.True(Claim("b", Sample.Now));
    }

    [SuiteFact]
    public void Of_many_who_claim_at_once_one_gets_it()
    {
        var winners = 0;
        Parallel.For(0, 16, i => Interlocked.Add(ref winners, Claim($"runner {i}", Sample.Now) ? 1 : 0));

        Assert.Equal(1, winners);
    }

    private bool Claim(string owner, DateTimeOffset now) => Inventory.Write(
        transaction => transaction.Leases.TryClaim(new Lease(_identity, owner, now.AddMinutes(5)), now), None);

    private Lease? Get() => Inventory.Write(transaction => transaction.Leases.Get(_identity), None);
}
