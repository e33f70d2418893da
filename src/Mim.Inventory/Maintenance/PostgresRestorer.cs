using System.Globalization;
using Mim.Core;
using Mim.Inventory.Copying;
using Mim.Inventory.Postgres;

namespace Mim.Inventory.Maintenance;

/// <summary>Fills a schema of a server from a backup; a store that was there is kept in a schema of another name.</summary>
internal sealed class PostgresRestorer(PostgresStoreFactory factory, TimeProvider time)
{
    public void Restore(string backup, string location, bool overwrite, CancellationToken cancellationToken)
    {
        // Restored into a folder of its own first, the backup itself stays as it is.
        var folder = Directory.CreateTempSubdirectory("mim-restore-");
        try
        {
            var copy = Path.Combine(folder.FullName, "backup.db");
            new StoreRestorer(time).Restore(backup, copy, overwrite: false, cancellationToken);
            using var source = new SqliteStoreFactory(time).Open(copy, create: false, cancellationToken);
            SetAside(ConnectionOptions.Parse(location), overwrite, cancellationToken);
            using var store = factory.Open(location, create: true, cancellationToken);
            new StoreTransfer().Copy(source, store, null, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void SetAside(ConnectionOptions options, bool overwrite, CancellationToken cancellationToken)
    {
        var pool = new PostgresPool(options, time);
        using var writer = new PostgresWriter(pool, options.Schema);
        if (!new PostgresMigrator(options, pool, writer, time, Sql.Migration.All).IsThere(cancellationToken))
        {
            return;
        }

        if (!overwrite)
        {
            throw new MimException(MimErrorCause.StoreExists, $"There is already a store at '{options.Location}'.", options.Location);
        }

        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var kept = ConnectionOptions.Quote($"{options.Schema}.before-restore-{stamp}");
        writer.Run(
            database =>
            {
                database.Execute($"ALTER SCHEMA {options.QuotedSchema} RENAME TO {kept}");
                return true;
            },
            cancellationToken);
    }
}
