using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IClaims"/> promises.</summary>
public abstract class ClaimsContract : StoreContract
{
    private readonly Guid _id;

    protected ClaimsContract(ITestStore store)
        : base(store)
    {
        var identity = Sample.Identity("web01");
        store.Inventory.Add(identity);
        _id = identity.Id;
    }

    private IClaims Claims => Assert.IsType<IClaims>(Inventory, exactMatch: false);

    [SuiteFact]
    public void Of_many_who_claim_at_once_one_gets_it()
    {
        var winners = 0;
        Parallel.For(0, 16, i => Interlocked.Add(ref winners, Claim($"runner {i}") ? 1 : 0));

        Assert.Equal(1, winners);
    }

    [SuiteFact]
    public void A_claim_waits_for_no_writer() => Inventory.Write(_ =>
    {
        Assert.True(Claim("a"));
        Assert.True(Claims.TryProlong(LeaseOf("a"), None));
    });

    [SuiteFact]
    public void An_identity_that_somebody_has_in_hand_is_passed_over()
    {
        Inventory.Write(transaction =>
        {
            transaction.Identities.Update(transaction.Identities.Get(_id)! with { Owner = "other" });
            Assert.Equal("other", transaction.Identities.Get(_id)!.Owner);
            Assert.False(Claim("a"));
        });
        Assert.True(Claim("a"));
    }

    [SuiteFact]
    public void A_claim_holds_until_it_expires_and_only_its_owner_prolongs_or_releases_it()
    {
        Assert.True(Claim("a"));
        Assert.True(Claim("a"));
        Assert.False(Claim("b"));
        Assert.False(Claims.TryProlong(LeaseOf("b"), None));

        Claims.Release(_id, "b");
        Assert.False(Claim("b"));
        Claims.Release(_id, "a");
        Assert.False(Claims.TryProlong(LeaseOf("a"), None));
        Assert.True(Claim("b"));

        Assert.True(Claims.TryClaim(LeaseOf("c"), _ => false, Sample.Now.AddMinutes(5), None));
        Assert.Equal("c", Inventory.Write(transaction => transaction.Leases.Get(_id), None)!.Owner);
    }

    [SuiteFact]
    public void The_claim_of_a_dead_owner_falls()
    {
        Assert.True(Claim("a"));

        Assert.True(Claims.TryClaim(LeaseOf("b"), owner => owner == "a", Sample.Now, None));
    }

    private bool Claim(string owner) => Claims.TryClaim(LeaseOf(owner), _ => false, Sample.Now, None);

    private Lease LeaseOf(string owner) => new(_id, owner, Sample.Now.AddMinutes(5));
}
