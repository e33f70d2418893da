using System.Diagnostics;
using Mim.Core;
using Mim.Inventory.Postgres;
using Mim.Inventory.Sql;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Postgres;

public sealed class PostgresWriterTests
{
    [RequiresPostgresFact]
    public void Patience_ends_with_an_error_that_names_the_store()
    {
        using var store = PostgresTestInventory.Create();
        var options = ConnectionOptions.Parse(store.Location);
        using var pool = new PostgresPool(options, TimeProvider.System, TimeSpan.FromMilliseconds(500));
        using var impatient = new PostgresWriter(pool, options.Schema);

        store.Inventory.Write(_ =>
        {
            var error = Assert.Throws<MimException>(() => impatient.Run(_ => true, CancellationToken.None));
            Assert.Equal(MimErrorCause.StoreLocked, error.Cause);
            Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
        });
    }

    [RequiresPostgresFact]
    public void Stores_of_one_database_do_not_wait_for_each_other()
    {
        using var one = PostgresTestInventory.Create();
        using var other = PostgresTestInventory.Create();

        one.Inventory.Write(_ => other.Inventory.Add(Sample.Identity("web01")));
    }

    [RequiresPostgresFact]
    public void Work_that_goes_on_after_a_refused_row_commits_nothing()
    {
        using var store = PostgresTestInventory.Create();
        store.Inventory.Add(Sample.Identity("web01"), Sample.Identity("web02"));
        var second = Assert.Single(store.Inventory.Identities.Find(new() { Names = ["web02"] }, CancellationToken.None));

        var error = Assert.Throws<MimException>(() => store.Inventory.Write(transaction =>
        {
            transaction.Identities.Update(second with { Name = "web01" });
            Assert.Throws<MimException>(() => transaction.Identities.Get(second.Id));
            Record.Exception(() => transaction.Identities.Add(Sample.Identity("web03")));
        }));

        Assert.Equal(MimErrorCause.IdentityExists, error.Cause);
        Assert.Equal(2, store.Inventory.Describe(CancellationToken.None).Identities);
    }

    [RequiresPostgresFact]
    public void A_transaction_that_the_server_ended_hides_nothing_when_it_is_closed()
    {
        using var store = PostgresTestInventory.Create();
        using var pool = new PostgresPool(ConnectionOptions.Parse(store.Location), TimeProvider.System);
        var database = pool.Take(begun => begun.Begin("ISOLATION LEVEL READ COMMITTED"), CancellationToken.None);
        using (var own = database.Prepare("SELECT pg_backend_pid()::text"))
        {
            own.Step();
            PostgresServer.Shared.Execute("postgres", $"SELECT pg_terminate_backend({own.Text()}, 60000)");
        }

        Assert.Null(Record.Exception(database.Dispose));
    }

    [RequiresPostgresFact]
    public void A_query_that_takes_long_stops_when_cancelled()
    {
        using var pool = new PostgresPool(ConnectionOptions.Parse(PostgresServer.Shared.ConnectionString("postgres")), TimeProvider.System);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var started = Stopwatch.GetTimestamp();

        Assert.Throws<OperationCanceledException>(() => pool.Read(
            database =>
            {
                using var interrupt = database.InterruptOn(cancellation.Token);
                using var sleep = database.Prepare("SELECT pg_sleep(60)");
                return sleep.Step();
            },
            cancellation.Token));

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30));
    }
}
