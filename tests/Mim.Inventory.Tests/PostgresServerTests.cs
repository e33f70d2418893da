using Mim.Testing.Programs;

namespace Mim.Inventory.Tests;

/// <summary>What the tests against PostgreSQL rely on.</summary>
public sealed class PostgresServerTests
{
    [RequiresPostgresFact]
    public void GivesEmptyDatabasesOfTheirOwn()
    {
        var first = PostgresServer.Shared.NewDatabase();
        var second = PostgresServer.Shared.NewDatabase();

        Assert.NotEqual(first, second);
        Assert.Equal("0", PostgresServer.Shared.Execute(first.Split("Database=")[1], "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [RequiresPostgresFact]
    public void AsksItsUsersForTheirPassword()
    {
        PostgresServer.Shared.NewUser("asked", "a password");

        var refused = PostgresServer.Shared.TryExecute("postgres", "SELECT 1", "asked");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("password", refused.Error, StringComparison.Ordinal);
    }

    [RequiresPostgresFact]
    public void KeepsWhatWasCommittedWhenItCrashes()
    {
        using var server = new PostgresServer(new PostgresOptions { Durable = true });
        server.Execute("postgres", "CREATE TABLE kept AS SELECT 7 AS value");

        server.Restart(crash: true);

        Assert.Equal("7", server.Execute("postgres", "SELECT value FROM kept"));
    }

    [RequiresPostgresFact]
    public void LeavesNothingBehind()
    {
        string folder;
        using (var server = new PostgresServer())
        {
            folder = server.SocketFolder;
            Assert.True(Directory.Exists(folder));
        }

        Assert.False(Directory.Exists(folder));
    }
}
