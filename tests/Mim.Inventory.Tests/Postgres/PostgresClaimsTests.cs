using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Postgres;

public sealed class PostgresClaimsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [RequiresPostgresFact]
    public void Of_many_who_claim_at_once_one_gets_it()
    {
        using var store = PostgresTestInventory.Create();
        var id = Add(store);
        var winners = 0;
        Parallel.For(0, 16, i => Interlocked.Add(ref winners, Claim(store, id, $"runner {i}") ? 1 : 0));

        Assert.Equal(1, winners);
    }

    [RequiresPostgresFact]
    public void A_claim_waits_for_no_writer() => WithStore((store, id) => store.Inventory.Write(_ =>
    {
        Assert.True(Claim(store, id, "a"));
        Assert.True(Claims(store).TryProlong(LeaseOf(id, "a"), None));
    }));

    [RequiresPostgresFact]
    public void An_identity_that_somebody_has_in_hand_is_passed_over() => WithStore((store, id) =>
    {
        store.Inventory.Write(transaction =>
        {
            transaction.Identities.Update(transaction.Identities.Get(id)! with { Owner = "other" });
            Assert.Equal("other", transaction.Identities.Get(id)!.Owner);
            Assert.False(Claim(store, id, "a"));
        });
        Assert.True(Claim(store, id, "a"));
    });

    [RequiresPostgresFact]
    public void A_claim_holds_until_it_expires_and_only_its_owner_prolongs_or_releases_it() => WithStore((store, id) =>
    {
        Assert.True(Claim(store, id, "a"));
        Assert.True(Claim(store, id, "a"));
        Assert.False(Claim(store, id, "b"));
        Assert.False(Claims(store).TryProlong(LeaseOf(id, "b"), None));

        Claims(store).Release(id, "b");
        Assert.False(Claim(store, id, "b"));
        Claims(store).Release(id, "a");
        Assert.False(Claims(store).TryProlong(LeaseOf(id, "a"), None));
        Assert.True(Claim(store, id, "b"));

        Assert.True(Claims(store).TryClaim(LeaseOf(id, "c"), _ => false, Sample.Now.AddMinutes(5), None));
        Assert.Equal("c", store.Inventory.Write(transaction => transaction.Leases.Get(id), None)!.Owner);
    });

    [RequiresPostgresFact]
    public void The_claim_of_a_dead_owner_falls() => WithStore((store, id) =>
    {
        Assert.True(Claim(store, id, "a"));

        Assert.True(Claims(store).TryClaim(LeaseOf(id, "b"), owner => owner == "a", Sample.Now, None));
    });

    private static void WithStore(Action<PostgresTestInventory, Guid> test)
    {
        using var store = PostgresTestInventory.Create();
        test(store, Add(store));
    }

    private static Guid Add(PostgresTestInventory store)
    {
        var identity = Sample.Identity("web01");
        store.Inventory.Add(identity);
        return identity.Id;
    }

    private static bool Claim(PostgresTestInventory store, Guid id, string owner) =>
        Claims(store).TryClaim(LeaseOf(id, owner), _ => false, Sample.Now, None);

    private static Lease LeaseOf(Guid id, string owner) => new(id, owner, Sample.Now.AddMinutes(5));

    private static IClaims Claims(PostgresTestInventory store) => (IClaims)store.Inventory;
}
