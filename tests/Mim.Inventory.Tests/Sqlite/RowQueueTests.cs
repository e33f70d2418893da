using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Testing;

namespace Mim.Inventory.Tests.Sqlite;

public sealed class RowQueueTests : IDisposable
{
    private const int Many = 1500;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestInventory _store = TestInventory.Create();

    [Theory]
    [InlineData(0)]
    [InlineData(700)]
    [InlineData(Many - 1)]
    public void A_refused_row_is_named_and_takes_the_rest_with_it(int refused)
    {
        _store.Inventory.Add(Sample.Identity($"host{refused}"));

        var error = Assert.Throws<MimException>(() => _store.Inventory.Write(transaction => AddMany(transaction)));

        Assert.Equal((MimErrorCause.IdentityExists, $"host{refused}"), (error.Cause, error.Subject));
        Assert.Equal(1, _store.Inventory.Identities.Count(new IdentityQuery(), None));
        _store.Inventory.Add(Sample.Identity("after"));
        Assert.Equal(2, _store.Inventory.Identities.Count(new IdentityQuery(), None));
    }

    [Fact]
    public void Work_that_goes_on_after_a_refused_row_commits_nothing()
    {
        _store.Inventory.Add(Sample.Identity("host3"));

        var error = Assert.Throws<MimException>(() => _store.Inventory.Write(transaction =>
        {
            Record.Exception(() => AddMany(transaction));
            Assert.Throws<MimException>(() => transaction.Identities.Get(Guid.Empty));
            Record.Exception(() => transaction.Identities.Add(Sample.Identity("other")));
        }));

        Assert.Equal(MimErrorCause.IdentityExists, error.Cause);
        Assert.Equal(1, _store.Inventory.Identities.Count(new IdentityQuery(), None));
    }

    [Fact]
    public void A_read_sees_the_rows_that_wait() => _store.Inventory.Write(transaction =>
    {
        AddMany(transaction);
        Assert.Equal(Many, transaction.Identities.Count(new IdentityQuery { Names = ["host*"] }, None));
        transaction.Identities.AddFree(Sample.Identity("one more"));
        Assert.NotEmpty(transaction.Identities.Find(new IdentityQuery { Names = ["one more"] }, None));
    });

    [Fact]
    public async Task Rows_arrive_even_where_no_thread_is_free_to_write_them()
    {
        using var end = new ManualResetEventSlim();
        var busy = Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => Task.Run(end.Wait)).ToArray();

        _store.Inventory.Write(transaction => AddMany(transaction));

        end.Set();
        await Task.WhenAll(busy);
        Assert.Equal(Many, _store.Inventory.Identities.Count(new IdentityQuery(), None));
    }

    public void Dispose() => _store.Dispose();

    private static void AddMany(IInventoryTransaction transaction)
    {
        for (var number = 0; number < Many; number++)
        {
            transaction.Identities.AddFree(Sample.Identity($"host{number}"));
        }
    }
}
