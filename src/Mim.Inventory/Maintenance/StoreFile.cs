using Mim.Core;
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
    public static void Verify(Database database, CancellationToken cancellationToken)
    {
        var version = Migrator.VersionOf(database);
        if (version == 0)
        {
            throw new MimException(MimErrorCause.StoreUnusable, $"'{database.Path}' is empty, not a store.", database.Path);
        }

        if (version > Migration.All[^1].Number)
        {
            throw Migrator.TooNew(database.Path, version, Migration.All[^1].Number);
        }

        using var interrupt = database.InterruptOn(cancellationToken);
        using var check = database.Prepare("PRAGMA integrity_check(1)");
        if (!check.Step() || check.Text() is var finding && finding != "ok")
        {
            throw new MimException(MimErrorCause.StoreDamaged, $"The store '{database.Path}' is damaged.", database.Path);
        }
    }
}
