using Mim.Core;
using Mim.Inventory.Sql;
using Mim.Inventory.Stores;

namespace Mim.Inventory.Postgres;

/// <summary>Brings a schema of a database to the newest version. Several processes may try at once; one does it.</summary>
internal sealed class PostgresMigrator(
    ConnectionOptions options, PostgresPool pool, PostgresWriter writer, TimeProvider time, IReadOnlyList<Migration> migrations) : Table(pool)
{
    /// <summary>As the server numbers its versions; older ones keep no statistics of expressions.</summary>
    private const int OldestServer = 140000;

    private const string State =
        """
        SELECT count(*),
               max(CASE WHEN c.relname = 'migration' THEN obj_description(c.oid, 'pg_class') END),
               (SELECT count(*) FROM pg_namespace WHERE nspname = ?), CAST(current_setting('server_version_num') AS bigint)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ? AND c.relkind IN ('r', 'p')
        """;

    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.StoreNotFound"/>: there is none, and none is to be made;
    /// <see cref="MimErrorCause.StoreTooNew"/>; <see cref="MimErrorCause.StoreUnusable"/>: another program's schema.
    /// </exception>
    public void Migrate(bool create, CancellationToken cancellationToken)
    {
        var current = pool.Read(VersionOf, cancellationToken);
        if (current == 0 && !create)
        {
            throw new MimException(
                MimErrorCause.StoreNotFound, $"There is no store in the schema '{options.Schema}' of '{options.Location}'.", options.Location);
        }

        if (IsBehind(current))
        {
            writer.Run(
                database =>
                {
                    Apply(database);
                    return true;
                },
                cancellationToken);
        }
    }

    /// <summary>Whether the schema holds a store.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreUnusable"/>: another program's schema.</exception>
    public bool IsThere(CancellationToken cancellationToken) => pool.Read(VersionOf, cancellationToken) > 0;

    private void Apply(PostgresDatabase database)
    {
        var current = VersionOf(database);
        if (!IsBehind(current))
        {
            return;
        }

        var now = time.GetUtcNow();
        if (current == 0)
        {
            Begin(database);
        }

        foreach (var migration in migrations.Where(migration => migration.Number > current))
        {
            database.Execute(PostgresSchema.Of(migration));
            using var record = database.Prepare("INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)");
            record.Add(migration.Number).Add(migration.Name).Add(now).Run();
        }

        if (current == 0)
        {
            database.Execute(PostgresSchema.Statistics);
        }

        using var store = database.Prepare("INSERT INTO store (one, id, created_at) VALUES (1, ?, ?) ON CONFLICT DO NOTHING");
        store.Add(Guid.CreateVersion7(now)).Add(now).Run();
    }

    // Whoever may not make schemas can be given an empty one.
    private void Begin(PostgresDatabase database)
    {
        if (StateOf(database).Schemas == 0)
        {
            database.Execute($"CREATE SCHEMA {options.QuotedSchema}");
        }

        database.Execute(PostgresSchema.Collation);
        database.Execute(PostgresSchema.MigrationTable);
    }

    /// <summary>The number of the last migration; 0 where nothing is.</summary>
    private int VersionOf(Database database)
    {
        var (tables, mark, _, server) = StateOf(database);
        if (server < OldestServer)
        {
            throw new MimException(
                MimErrorCause.StoreUnusable, $"The store '{options.Location}' needs PostgreSQL {OldestServer / 10000} or later.", options.Location);
        }

        if (mark == PostgresSchema.Mark)
        {
            return All(database, "SELECT coalesce(max(number), 0) FROM migration", [], row => row.Int())[0];
        }

        return tables == 0 ? 0 : throw new MimException(
            MimErrorCause.StoreUnusable,
            $"The schema '{options.Schema}' of '{options.Location}' belongs to another program; name another by 'Search Path'.",
            options.Location);
    }

    private (long Tables, string? Mark, long Schemas, long Server) StateOf(Database database) =>
        All(database, State, [options.Schema, options.Schema], row => (row.Long(), row.TextOrNull(), row.Long(), row.Long()))[0];

    private bool IsBehind(int current) => current <= migrations[^1].Number
        ? current < migrations[^1].Number
        : throw Migration.TooNew(options.Location, current, migrations[^1].Number);
}
