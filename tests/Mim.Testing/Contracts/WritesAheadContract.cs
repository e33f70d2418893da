using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IWritesAhead"/> promises.</summary>
public abstract class WritesAheadContract(ITestStore store) : StoreContract(store)
{
    private IWritesAhead Ahead => Assert.IsType<IWritesAhead>(Inventory, exactMatch: false);

    [SuiteFact]
    public void Rows_of_before_and_of_the_turn_are_stored_together()
    {
        var written = Ahead.TryWrite(
            transaction => Add(transaction, "web01"),
            (transaction, added) =>
            {
                Assert.Empty(Names());
                Assert.Equal(added.Name, transaction.Identities.Get(added.Id)?.Name);
                return Add(transaction, "web02");
            },
            None);

        Assert.Equal("web02", written?.Name);
        Assert.Equal(["web01", "web02"], Names());
    }

    [SuiteFact]
    public async Task They_are_sent_while_another_has_the_turn()
    {
        var other = BesideAnother("web01", its: "web02");

        Assert.Equal("web01", (await other)?.Name);
        Assert.Equal(["web01", "web02"], Names());
    }

    [SuiteFact]
    public async Task Who_has_the_turn_and_needs_one_of_them_goes_first()
    {
        var other = BesideAnother("web01", its: "WEB01");

        Assert.Null(await other);
        Assert.Equal(["WEB01"], Names());
    }

    [SuiteFact]
    public void A_name_that_is_taken_takes_everything_back()
    {
        Inventory.Add(Sample.Identity("web01"));

        Assert.Null(Ahead.TryWrite(
            transaction =>
            {
                transaction.Identities.AddFree(Sample.Identity("web02"));
                transaction.Identities.AddFree(Sample.Identity("web01"));
                return transaction;
            },
            (_, done) => done,
            None));
        Assert.Equal(["web01"], Names());
    }

    [SuiteFact]
    public void Nothing_is_stored_when_it_will_not_do_or_fails()
    {
        Assert.Null(Ahead.TryWrite(
            transaction => Add(transaction, "web01") is null ? string.Empty : null, (_, done) => done, None));
        Assert.Throws<InvalidOperationException>(() => Ahead.TryWrite<MachineIdentity, MachineIdentity>(
            transaction => Add(transaction, "web01"), (_, _) => throw new InvalidOperationException(), None));
        Assert.Throws<InvalidOperationException>(() => Ahead.TryWrite<MachineIdentity, MachineIdentity>(
            _ => throw new InvalidOperationException(), (_, identity) => identity, None));

        Assert.Empty(Names());
        Inventory.Add(Sample.Identity("web01"));
    }

    [SuiteFact]
    public async Task Whoever_waits_for_the_turn_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BesideAnother("web01", its: "web01", stop));
    }

    /// <summary>Writes a name ahead while another, who has the turn, writes its own after that, or after the first was stopped.</summary>
    private async Task<MachineIdentity?> BesideAnother(string name, string its, CancellationTokenSource? stop = null)
    {
        using var added = new ManualResetEventSlim();
        return await Inventory.Write(
            transaction =>
            {
                var other = Task.Run(() => Ahead.TryWrite(
                    ahead =>
                    {
                        var identity = Add(ahead, name);
                        added.Set();
                        return identity;
                    },
                    (_, identity) => identity,
                    stop?.Token ?? None));
                added.Wait();
                stop?.Cancel();
                SpinWait.SpinUntil(() => stop is null || other.IsCompleted);
                Add(transaction, its);
                return other;
            },
            None);
    }

    private static MachineIdentity Add(IInventoryTransaction transaction, string name)
    {
        var identity = Sample.Identity(name);
        transaction.Identities.Add(identity);
        return identity;
    }

    private IEnumerable<string> Names() => Inventory.Identities.Find(new IdentityQuery(), None).Select(identity => identity.Name);
}
