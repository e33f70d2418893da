using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Postgres;

/// <summary>Rows that are so many that a server gets them by COPY.</summary>
[RequiresPostgres]
public sealed class RowCopyTests : IDisposable
{
    private const int Many = 5000;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly PostgresTestInventory _store = PostgresTestInventory.Create();

    [RequiresPostgresFact]
    public void Every_value_arrives_as_it_was_sent()
    {
        var sent = Enumerable.Range(0, Many).Select(Varied).ToList();

        _store.Inventory.Write(transaction => sent.ForEach(transaction.Identities.AddFree));

        var found = _store.Inventory.Identities.Find(new IdentityQuery(), None).ToDictionary(identity => identity.Id);
        Assert.Equal(Many, found.Count);
        Assert.All(sent, identity => Assert.Equivalent(identity, found[identity.Id], strict: true));
        Assert.Equal(Many / 10, _store.Inventory.Identities.Count(new IdentityQuery { Tags = ["digit=7"] }, None));
    }

    [RequiresPostgresTheory]
    [InlineData(0)]
    [InlineData(700)]
    [InlineData(Many - 1)]
    public void A_refused_row_takes_the_rest_with_it(int refused)
    {
        _store.Inventory.Add(Sample.Identity($"host{refused}"));

        var error = Assert.Throws<MimException>(() => _store.Inventory.Write(transaction => AddMany(transaction)));

        Assert.Equal(MimErrorCause.IdentityExists, error.Cause);
        Assert.Equal(1, _store.Inventory.Identities.Count(new IdentityQuery(), None));
        _store.Inventory.Add(Sample.Identity("after"));
        Assert.Equal(2, _store.Inventory.Identities.Count(new IdentityQuery(), None));
    }

    [RequiresPostgresFact]
    public void A_read_sees_the_rows_that_wait() => _store.Inventory.Write(transaction =>
    {
        AddMany(transaction);
        Assert.Equal(Many, transaction.Identities.Count(new IdentityQuery { Names = ["host*"] }, None));
    });

    [RequiresPostgresFact]
    public void A_row_that_was_begun_and_given_up_leaves_the_rest_whole()
    {
        _store.Inventory.Write(transaction =>
        {
            AddMany(transaction);
            Assert.Throws<MimException>(() => transaction.Identities.AddFree(Sample.Identity("bad") with { Purpose = "a\0b" }));
            transaction.Identities.AddFree(Sample.Identity("good"));
        });

        Assert.Equal(Many + 1, _store.Inventory.Identities.Count(new IdentityQuery(), None));
    }

    [RequiresPostgresFact]
    public async Task Rows_arrive_even_where_no_thread_is_free_to_send_them()
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

    /// <summary>With nulls, empty texts and letters of several bytes; one in a while has a text longer than any buffer.</summary>
    private static MachineIdentity Varied(int number) => Sample.Identity($"hôst{number}") with
    {
        Purpose = number % 3 == 0 ? null : number % 3 == 1 ? string.Empty : "日本\t\"\\N",
        Environment = number == 77 ? new string('é', 200_000) : null,
        Tags = [$"digit={number % 10}"],
        NotBefore = number % 2 == 0 ? null : Sample.Now,
        Fingerprint = number % 5 == 0 ? null : Sample.Digest($"{number}"),
    };
}
