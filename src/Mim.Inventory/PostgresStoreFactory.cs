using Mim.Core.Ports;
using Mim.Inventory.Maintenance;
using Mim.Inventory.Postgres;
using Mim.Inventory.Sql;

namespace Mim.Inventory;

/// <summary>
/// Stores in a schema of a PostgreSQL database each: <c>mim</c>, or the one that <c>Search Path</c> names. The database must be
/// there. Thread-safe.
/// </summary>
/// <param name="time">The clock that dates migrations and measures waiting.</param>
public sealed class PostgresStoreFactory(TimeProvider time) : IStoreFactory
{
    /// <param name="location">A connection string; a password in it is used and never shown.</param>
    /// <param name="create">Whether to make the store when the schema is missing or empty.</param>
    /// <param name="cancellationToken">Stops waiting for the server and for others that make the same store.</param>
    public IInventory Open(string location, bool create, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var options = ConnectionOptions.Parse(location);
        var pool = new PostgresPool(options, time);
        var writer = new PostgresWriter(pool, options.Schema);
        try
        {
            new PostgresMigrator(options, pool, writer, time, Migration.All).Migrate(create, cancellationToken);
            return new PostgresInventory(pool, writer, time);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public void Restore(string backup, string location, bool overwrite, CancellationToken cancellationToken) =>
        new PostgresRestorer(this, time).Restore(backup, location, overwrite, cancellationToken);
}
