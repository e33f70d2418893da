using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Programs;
using Npgsql;

namespace Mim.Inventory.Tests.Postgres;

public sealed class LostConnectionTests
{
    private const int Before = 20;

    private readonly PostgresStoreFactory _factory = new(TimeProvider.System);

    [RequiresPostgresFact]
    public void Connections_cut_while_idle_go_unnoticed()
    {
        var location = PostgresServer.Shared.NewDatabase();
        using var inventory = Open(location);
        inventory.Add(Sample.Identity("before"));

        Cut(location);
        Assert.Single(All(inventory));
        Cut(location);
        inventory.Add(Sample.Identity("after"));

        Assert.Equal(2, All(inventory).Count);
    }

    [RequiresPostgresFact]
    public void A_transaction_cut_at_work_is_not_stored_and_says_so()
    {
        var location = PostgresServer.Shared.NewDatabase();
        using var inventory = Open(location);

        var error = Assert.Throws<MimException>(() => inventory.Write(transaction =>
        {
            transaction.Identities.Add(Sample.Identity("lost"));
            Cut(location);
            transaction.Identities.Add(Sample.Identity("never sent"));
        }));

        Assert.Equal(MimErrorCause.StoreUnusable, error.Cause);
        Assert.EndsWith("Nothing of this change was stored.", error.Message, StringComparison.Ordinal);
        inventory.Add(Sample.Identity("later"));
        Assert.Equal(["later"], All(inventory));
    }

    [RequiresPostgresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_commit_whose_answer_is_lost_is_looked_up(bool afterServer)
    {
        var location = PostgresServer.Shared.NewDatabase();
        using var proxy = new CuttingProxy(PostgresServer.Shared.Port, afterServer);
        using var inventory = Open(new NpgsqlConnectionStringBuilder(location) { Port = proxy.Port }.ConnectionString);

        // Until its statements are prepared, a commit is not all that a client says after its work.
        for (var number = 0; number < Before; number++)
        {
            inventory.Add(Sample.Identity($"before{number}"));
        }

        var error = Record.Exception(() => inventory.Write(transaction =>
        {
            transaction.Identities.Add(Sample.Identity("at the cut"));
            proxy.Arm();
        }));

        Assert.True(afterServer == error is null, error?.ToString());
        Assert.True(error is null || error.Message.EndsWith("Nothing of this change was stored.", StringComparison.Ordinal), error?.Message);
        Assert.Equal(afterServer, All(inventory).Contains("at the cut"));
        Assert.Equal(Before + (afterServer ? 1 : 0), All(inventory).Count);
    }

    [RequiresPostgresFact]
    public async Task A_server_that_restarts_is_waited_for()
    {
        using var server = new PostgresServer();
        using var inventory = Open(server.NewDatabase());
        inventory.Add(Sample.Identity("before"));

        server.Stop(crash: true);
        var starting = Task.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            server.Start();
        });
        inventory.Add(Sample.Identity("after"));
        await starting;
        server.Restart();

        Assert.Equal(2, All(inventory).Count);
    }

    [RequiresPostgresFact]
    public void A_server_that_is_not_there_is_an_error_at_once()
    {
        var nowhere = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.ConnectionString("postgres")) { Port = 1 }.ConnectionString;

        var error = Assert.Throws<MimException>(() => Open(nowhere));

        Assert.Equal(MimErrorCause.StoreUnusable, error.Cause);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
    }

    [RequiresPostgresFact]
    public void A_database_that_is_not_there_and_a_wrong_password_are_told_apart()
    {
        const string User = "alice";
        PostgresServer.Shared.NewUser(User, "right");
        var wrong = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.ConnectionString("postgres", User)) { Password = "wr0ng-canary" };

        Assert.Equal(MimErrorCause.StoreNotFound, CauseOf(PostgresServer.Shared.ConnectionString("nothing")).Cause);
        var error = CauseOf(wrong.ConnectionString);

        Assert.Equal(MimErrorCause.WrongPassword, error.Cause);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    private MimException CauseOf(string location) => Assert.Throws<MimException>(() => Open(location));

    private IInventory Open(string location) => _factory.Open(location, create: true, CancellationToken.None);

    private static List<string> All(IInventory inventory) =>
        [.. inventory.Identities.Find(new IdentityQuery(), CancellationToken.None).Select(identity => identity.Name)];

    private static void Cut(string location) => PostgresServer.Shared.CutConnections(new NpgsqlConnectionStringBuilder(location).Database!);
}
