using Mim.Core;
using Mim.Inventory.Sql;
using Mim.Inventory.Sqlite;

namespace Mim.Inventory.Maintenance;

/// <summary>A closed store: one file that can be judged and moved as a whole.</summary>
internal static class StoreFile
{
    /// <summary>Checks that a file is an undamaged store of a schema known here.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.StoreDamaged"/>, <see cref="MimErrorCause.StoreTooNew"/>,
    /// <see cref="MimErrorCause.StoreUnusable"/>.
    /// </exception>
    public static void Verify(SqliteDatabase database, CancellationToken cancellationToken)
    {
        var version = SqliteMigrator.VersionOf(database);
        if (version == 0)
        {
            throw new MimException(MimErrorCause.StoreUnusable, $"'{database.Location}' is empty, not a store.", database.Location);
        }

        if (version > Migration.All[^1].Number)
        {
            throw Migration.TooNew(database.Location, version, Migration.All[^1].Number);
        }

        using var interrupt = database.InterruptOn(cancellationToken);
        using var check = database.Prepare("PRAGMA integrity_check(1)");
        if (!check.Step() || check.Text() is var finding && finding != "ok")
        {
            throw new MimException(MimErrorCause.StoreDamaged, $"The store '{database.Location}' is damaged.", database.Location);
        }
    }
}
