using Mim.Core;
using Mim.Core.Identities;
using Mim.Inventory.Postgres;
using Mim.Inventory.Sql;
using Mim.Inventory.Tests.Stores;
using Mim.Testing;
using Mim.Testing.Programs;
using Npgsql;

namespace Mim.Inventory.Tests.Postgres;

public sealed class PostgresMigratorTests
{
    private static readonly Migration Next = new(
        Migration.All[^1].Number + 1, "next", "CREATE TABLE extra (id uuid NOT NULL PRIMARY KEY, label text NOT NULL)");

    private readonly PostgresStoreFactory _factory = new(TimeProvider.System);

    [RequiresPostgresFact]
    public void A_store_of_the_first_schema_is_brought_to_the_newest()
    {
        var location = PostgresTestInventory.NewLocation();
        Migrate(location, [Migration.All[0]]);

        Migrate(location, [.. Migration.All, Next]);

        Assert.Equal($"{Next.Number}", Execute(location, "SELECT max(number) FROM migration; SELECT id FROM extra"));
    }

    [RequiresPostgresFact]
    public void Tags_of_an_older_store_are_kept()
    {
        var location = PostgresTestInventory.NewLocation();
        Migrate(location, [.. Migration.All.Take(OlderTags.Schema)]);
        Execute(location, OlderTags.Rows(digit => $"'{new string(digit, 32)}'"));

        using var inventory = _factory.Open(location, create: false, CancellationToken.None);
        OlderTags.AreFoundAndReplaced(inventory);
    }

    [RequiresPostgresFact]
    public void Authorities_of_SSH_of_an_older_store_can_be_replaced()
    {
        var location = PostgresTestInventory.NewLocation();
        Migrate(location, [.. Migration.All.Take(OlderSshAuthorities.Schema)]);
        Execute(location, OlderSshAuthorities.Rows(digit => $"'{new string(digit, 32)}'"));

        using var inventory = _factory.Open(location, create: false, CancellationToken.None);
        OlderSshAuthorities.AreKnown(inventory);
    }

    [RequiresPostgresFact]
    public void Of_many_at_once_one_applies_each_migration()
    {
        var location = PostgresTestInventory.NewLocation();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => Migrate(location, [.. Migration.All, Next]));

        Assert.Equal($"{Migration.All.Count + 1}", Execute(location, "SELECT count(*) FROM migration"));
    }

    [RequiresPostgresFact]
    public void A_migration_that_fails_leaves_the_schema_as_it_was()
    {
        var location = PostgresTestInventory.NewLocation();
        Migrate(location, Migration.All);

        Assert.Throws<MimException>(() => Migrate(location, [.. Migration.All, Next with { Sql = $"{Next.Sql}; SELECT nonsense" }]));

        Assert.Equal($"{Migration.All.Count}", Execute(location, "SELECT count(*) FROM migration"));
        Migrate(location, [.. Migration.All, Next]);
    }

    [RequiresPostgresFact]
    public void A_newer_store_is_refused()
    {
        var location = PostgresTestInventory.NewLocation();
        Migrate(location, [.. Migration.All, Next]);

        var error = Assert.Throws<MimException>(() => _factory.Open(location, create: false, CancellationToken.None));

        Assert.Equal(MimErrorCause.StoreTooNew, error.Cause);
    }

    [RequiresPostgresFact]
    public void The_schema_of_another_program_is_left_alone()
    {
        var location = PostgresTestInventory.NewLocation();
        Execute(location, $"CREATE SCHEMA {SchemaOf(location)}; CREATE TABLE migration (number int)");

        var error = Assert.Throws<MimException>(() => _factory.Open(location, create: true, CancellationToken.None));

        Assert.Equal(MimErrorCause.StoreUnusable, error.Cause);
        Assert.Contains(SchemaOf(location), error.Message, StringComparison.Ordinal);
        Assert.Equal("1", Execute(location, $"SELECT count(*) FROM pg_tables WHERE schemaname = '{SchemaOf(location)}'"));
    }

    [RequiresPostgresFact]
    public void An_account_that_may_not_make_schemas_uses_one_that_was_made_for_it()
    {
        var location = PostgresTestInventory.NewLocation();
        var schema = SchemaOf(location);
        Execute(location, $"CREATE ROLE {schema}_user LOGIN");
        var poor = location.Replace($"Username={PostgresServer.Owner}", $"Username={schema}_user", StringComparison.Ordinal);
        Assert.Equal(MimErrorCause.AccessDenied, Assert.Throws<MimException>(() => _factory.Open(poor, create: true, CancellationToken.None)).Cause);

        Execute(location, $"CREATE SCHEMA {schema} AUTHORIZATION {schema}_user");

        using var made = _factory.Open(poor, create: true, CancellationToken.None);
        made.Add(Sample.Identity("web01"));
    }

    [RequiresPostgresFact]
    public void Without_a_name_the_schema_is_mim()
    {
        var database = PostgresServer.Shared.NewDatabase();
        using var made = _factory.Open(database, create: true, CancellationToken.None);
        made.Add(Sample.Identity("web01"));

        using var again = _factory.Open($"{database};Search Path=\"mim\"", create: false, CancellationToken.None);
        Assert.Equal(1, again.Identities.Count(new IdentityQuery(), CancellationToken.None));
    }

    [RequiresPostgresFact]
    public void Text_is_compared_as_bytes_and_numbers_are_wide_whatever_the_server_prefers()
    {
        var location = PostgresTestInventory.NewLocation();
        Migrate(location, Migration.All);

        var columns = $"FROM information_schema.columns WHERE table_schema = '{SchemaOf(location)}'";
        Assert.Equal("0", Execute(location, $"SELECT count(*) {columns} AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"));
        Assert.Equal("0", Execute(location, $"SELECT count(*) {columns} AND data_type = 'integer'"));
    }

    private static void Migrate(string location, IReadOnlyList<Migration> migrations)
    {
        var options = ConnectionOptions.Parse(location);
        using var pool = new PostgresPool(options, TimeProvider.System);
        using var writer = new PostgresWriter(pool, options.Schema);
        new PostgresMigrator(options, pool, writer, TimeProvider.System, migrations).Migrate(create: true, CancellationToken.None);
    }

    private static string SchemaOf(string location) => ConnectionOptions.Parse(location).Schema;

    private static string Execute(string location, string sql) => PostgresServer.Shared.Execute(
        new NpgsqlConnectionStringBuilder(location).Database!, $"SET search_path = {SchemaOf(location)}; {sql}");
}
