using Mim.Core.Identities;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IInventory"/> promises of its transactions.</summary>
public abstract class InventoryContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void What_was_written_is_there_after_reopening()
    {
        var id = Inventory.Describe(None).Id;
        Inventory.Add(Sample.Identity("web01"));

        var reopened = Store.Reopen();

        Assert.Equal("web01", Assert.Single(reopened.Identities.Find(new IdentityQuery(), None)).Name);
        Assert.Equal(id, reopened.Describe(None).Id);
        Assert.Equal(1, reopened.Describe(None).Identities);
    }

    [SuiteFact]
    public void An_exception_rolls_everything_back_and_the_store_goes_on()
    {
        Assert.Throws<InvalidTimeZoneException>(() => Inventory.Write(transaction =>
        {
            transaction.Identities.Add(Sample.Identity("web01"));
            throw new InvalidTimeZoneException();
        }));

        Assert.Empty(Inventory.Identities.Find(new IdentityQuery(), None));
        Inventory.Add(Sample.Identity("web01"));
        Assert.Single(Inventory.Identities.Find(new IdentityQuery(), None));
    }

    [SuiteFact]
    public void A_transaction_sees_what_it_wrote_and_others_do_not() => Inventory.Write(transaction =>
    {
        var identity = Sample.Identity("web01");
        transaction.Identities.Add(identity);

        Assert.NotNull(transaction.Identities.Get(identity.Id));
        Assert.Single(transaction.Identities.Find(new IdentityQuery { Names = ["web*"] }, None));
        Assert.Null(Inventory.Identities.Get(identity.Id));
    });

    [SuiteFact]
    public void A_reference_to_nothing_is_refused()
    {
        Assert.ThrowsAny<Exception>(() => Inventory.Write(t => t.Versions.Add(Sample.Version(Sample.Identity("nobody")))));
        Inventory.Add(Sample.Identity("web01"));
    }

    [SuiteFact]
    public void A_transaction_is_unusable_after_its_work()
    {
        var escaped = Inventory.Write(transaction => transaction, None);

        Assert.Throws<InvalidOperationException>(() => escaped.Identities.Get(Guid.Empty));
    }

    [SuiteFact]
    public void A_transaction_within_a_transaction_is_refused() => Inventory.Write(_ =>
        Assert.Throws<InvalidOperationException>(() => Inventory.Write(_ => { })));

    [SuiteFact]
    public void Waiting_for_another_writer_stops_when_cancelled()
    {
        using var other = Store.Factory.Open(Store.Location, create: false, None);
        using var cancellation = new CancellationTokenSource();
        other.Write(_ =>
        {
            cancellation.CancelAfter(50);
            Assert.ThrowsAny<OperationCanceledException>(() => Inventory.Write(_ => true, cancellation.Token));
        });

        Inventory.Add(Sample.Identity("web01"));
    }

    [SuiteFact]
    public void Many_writers_on_many_threads_all_get_their_turn()
    {
        const int Writers = 16;
        const int Each = 12;
        Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = Writers }, writer =>
        {
            using var own = writer % 2 == 0 ? Store.Factory.Open(Store.Location, create: false, None) : null;
            for (var i = 0; i < Each; i++)
            {
                (own ?? Inventory).Add(Sample.Identity($"{writer}-{i}"));
                Assert.NotEmpty(Inventory.Identities.Find(new IdentityQuery { Names = [$"{writer}-{i}"] }, None));
            }
        });

        Assert.Equal(Writers * Each, Inventory.Identities.Count(new IdentityQuery(), None));
    }

    [SuiteFact]
    public void A_closed_inventory_refuses_work()
    {
        Inventory.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Inventory.Identities.Get(Guid.Empty));
        Assert.Throws<ObjectDisposedException>(() => Inventory.Write(_ => { }));
    }
}
