using Mim.Core;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Inventory.Files;
using Mim.Inventory.Sqlite;
using Mim.Inventory.Stores;

namespace Mim.Inventory.Maintenance;

/// <summary>Looks for damage, broken references and files that others can read.</summary>
internal sealed class StoreChecker(IConnectionSource source, string path) : Table(source)
{
    /// <summary>Troubles named in one check; what comes after is the same trouble again.</summary>
    private const int Named = 20;

    private static readonly string Orphans =
        $"""
        SELECT 'sealed value ' || hex(s.id) || ' belongs to nothing' FROM sealed s
        WHERE NOT CASE s.purpose
            WHEN {(int)SealedPurpose.TargetPassword} THEN EXISTS (SELECT 1 FROM target t WHERE t.id = s.owner_id)
            WHEN {(int)SealedPurpose.AuditKey} THEN EXISTS (SELECT 1 FROM audit_key k WHERE k.id = s.owner_id)
            ELSE EXISTS (SELECT 1 FROM version v WHERE v.id = s.owner_id AND v.has_private_key = 1)
        END
        UNION ALL
        SELECT 'version ' || hex(v.id) || ' has lost its sealed key' FROM version v
        WHERE v.has_private_key = 1 AND NOT EXISTS (
            SELECT 1 FROM sealed s
            WHERE s.owner_id = v.id AND s.purpose IN ({(int)SealedPurpose.PrivateKey}, {(int)SealedPurpose.Secret}))
        UNION ALL
        SELECT 'target ' || hex(t.id) || ' has lost its sealed password' FROM target t
        WHERE t.has_password = 1 AND NOT EXISTS (
            SELECT 1 FROM sealed s WHERE s.owner_id = t.id AND s.purpose = {(int)SealedPurpose.TargetPassword})
        LIMIT {Named}
        """;

    private static readonly string LostVersions =
        $"""
        SELECT 'identity ' || i.name || ' points to a version that is not its own' FROM identity i
        WHERE i.current_version_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM version v WHERE v.id = i.current_version_id AND v.identity_id = i.id)
        LIMIT {Named}
        """;

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
        yield return Look("SealedValues", Orphans, row => row.Text(), cancellationToken);
        yield return Look("CurrentVersions", LostVersions, row => row.Text(), cancellationToken);
        yield return Result("Permissions", StoreFiles.Warnings(path));
    }

    private StoreCheck Look(string name, string sql, Func<Statement, string?> trouble, CancellationToken cancellationToken)
    {
        try
        {
            return Result(name, Page(new SqlQuery(sql, []), trouble, cancellationToken).OfType<string>().Distinct().Take(Named));
        }
        catch (MimException e) when (e.Cause == MimErrorCause.StoreDamaged)
        {
            return new StoreCheck(name, false, e.Message);
        }
    }

    private static StoreCheck Result(string name, IEnumerable<string> troubles)
    {
        var text = string.Join("; ", troubles);
        return new StoreCheck(name, text.Length == 0, text.Length == 0 ? "Nothing found" : text);
    }
}
