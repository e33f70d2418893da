using Mim.Core;
using Mim.Inventory.Sql;
using Mim.Inventory.Sqlite;
using Mim.Inventory.Tests.Stores;
using Mim.Testing;
using SQLitePCL;

namespace Mim.Inventory.Tests.Sqlite;

public sealed class SqliteMigratorTests : IDisposable
{
    /// <summary>Milliseconds.</summary>
    private const int Patience = 5000;

    private static readonly Migration Next = new(
        Migration.All[^1].Number + 1, "next", "CREATE TABLE extra (id uuid NOT NULL PRIMARY KEY)");

    private readonly TemporaryFolder _folder = new();

    private string Location => _folder["inventory.db"];

    [Fact]
    public void Migrations_are_numbered_from_1_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(migration => migration.Number));

    [Fact]
    public void A_store_of_the_first_schema_is_brought_to_the_newest()
    {
        Migrate([Migration.All[0]]);
        using (var database = SqliteDatabase.Open(Location))
        {
            database.Execute(
                """
                INSERT INTO identity (id, kind, name, name_key, criticality, status, version, has_private_key, created_at, updated_at)
                VALUES (zeroblob(16), 0, 'Old', 'old', 1, 1, 1, 0, 0, 0)
                """);
        }

        Migrate([.. Migration.All, Next]);

        using var migrated = SqliteDatabase.Open(Location);
        Assert.Equal(Next.Number, SqliteMigrator.VersionOf(migrated));
        using var kept = migrated.Prepare("SELECT name FROM identity");
        Assert.True(kept.Step());
        Assert.Equal("Old", kept.Text());
    }

    [Fact]
    public void Tags_of_an_older_store_are_kept()
    {
        Migrate([.. Migration.All.Take(OlderTags.Schema)]);
        using (var database = SqliteDatabase.Open(Location))
        {
            database.Execute(OlderTags.Rows(digit => $"x'{new string(digit, 32)}'"));
        }

        using var inventory = new SqliteStoreFactory(TimeProvider.System).Open(Location, create: false, CancellationToken.None);
        OlderTags.AreFoundAndReplaced(inventory);
    }

    [Fact]
    public void Authorities_of_SSH_of_an_older_store_can_be_replaced()
    {
        Migrate([.. Migration.All.Take(OlderSshAuthorities.Schema)]);
        using (var database = SqliteDatabase.Open(Location))
        {
            database.Execute(OlderSshAuthorities.Rows(digit => $"x'{new string(digit, 32)}'"));
        }

        using var inventory = new SqliteStoreFactory(TimeProvider.System).Open(Location, create: false, CancellationToken.None);
        OlderSshAuthorities.AreKnown(inventory);
    }

    [Fact]
    public void Of_many_at_once_one_applies_each_migration()
    {
        Migrate(Migration.All);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => Migrate([.. Migration.All, Next]));

        using var database = SqliteDatabase.Open(Location);
        Assert.Equal(Next.Number, SqliteMigrator.VersionOf(database));
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_schema_as_it_was()
    {
        Migrate(Migration.All);

        Assert.Throws<MimException>(() => Migrate([.. Migration.All, Next with { Sql = $"{Next.Sql}; SELECT nonsense" }]));

        using var database = SqliteDatabase.Open(Location);
        Assert.Equal(Migration.All[^1].Number, SqliteMigrator.VersionOf(database));
        Migrate([.. Migration.All, Next]);
    }

    [Fact]
    public void A_newer_store_is_refused()
    {
        Migrate([.. Migration.All, Next]);

        var error = Assert.Throws<MimException>(
            () => new SqliteStoreFactory(TimeProvider.System).Open(Location, create: false, CancellationToken.None));

        Assert.Equal(MimErrorCause.StoreTooNew, error.Cause);
        Assert.Contains(Location, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_database_of_another_program_is_left_alone()
    {
        File.WriteAllBytes(Location, []);
        using (var database = SqliteDatabase.Open(Location))
        {
            database.Execute("CREATE TABLE theirs (x)");
        }

        var before = File.ReadAllBytes(Location);
        var error = Assert.Throws<MimException>(
            () => new SqliteStoreFactory(TimeProvider.System).Open(Location, create: true, CancellationToken.None));

        Assert.Equal(MimErrorCause.StoreUnusable, error.Cause);
        Assert.Equal(before, File.ReadAllBytes(Location));
    }

    public void Dispose() => _folder.Dispose();

    private void Migrate(IReadOnlyList<Migration> migrations)
    {
        if (!File.Exists(Location))
        {
            File.WriteAllBytes(Location, []);
        }

        using var database = SqliteDatabase.Open(Location);

        // As the factory does: another may be opening or closing the log.
        raw.sqlite3_busy_timeout(database.Handle, Patience);
        new SqliteMigrator(TimeProvider.System, new WriteLock(TimeProvider.System, Turn.Patience), migrations)
            .Migrate(database, CancellationToken.None);
    }
}
