using Mim.Core.Stores;
using Mim.Inventory.Files;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Maintenance;

/// <summary>Looks for damage, broken references and files that others can read.</summary>
internal sealed class SqliteChecker(IConnectionSource source, string path) : StoreChecker(source)
{
    public IEnumerable<StoreCheck> Check(CancellationToken cancellationToken)
    {
        yield return Look(
            "Integrity",
            $"PRAGMA integrity_check({Named})",
            row => row.Text() is var text && text == "ok" ? null : text,
            cancellationToken);
        yield return Look(
            "ForeignKeys",
            "PRAGMA foreign_key_check",
            row => $"a row of {row.Text()} refers to nothing",
            cancellationToken);
        yield return LookForOrphans(cancellationToken);
        yield return LookForLostVersions(cancellationToken);
        yield return Result("Permissions", StoreFiles.Warnings(path));
    }
}
