using Mim.Core;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Inventory.Sql;
using Mim.Inventory.Stores;

namespace Mim.Inventory.Maintenance;

/// <summary>Looks for broken references, as far as they are the same on every engine.</summary>
internal abstract class StoreChecker(IConnectionSource source) : Table(source)
{
    /// <summary>Troubles named in one check; what comes after is the same trouble again.</summary>
    protected const int Named = 20;

    private static readonly string Orphans =
        $"""
        SELECT 'sealed value', s.id, 'belongs to nothing' FROM sealed s
        WHERE NOT CASE s.purpose
            WHEN {(int)SealedPurpose.TargetPassword} THEN EXISTS (SELECT 1 FROM target t WHERE t.id = s.owner_id)
            WHEN {(int)SealedPurpose.AuditKey} THEN EXISTS (SELECT 1 FROM audit_key k WHERE k.id = s.owner_id)
            WHEN {(int)SealedPurpose.SecretHashKey} THEN s.owner_id IS NOT NULL
            WHEN {(int)SealedPurpose.HandOff} THEN EXISTS (SELECT 1 FROM hand_off h WHERE h.id = s.owner_id AND h.ended_at IS NULL)
            ELSE EXISTS (SELECT 1 FROM version v WHERE v.id = s.owner_id AND v.has_private_key = 1)
        END
        UNION ALL
        SELECT 'version', v.id, 'has lost its sealed key' FROM version v
        WHERE v.has_private_key = 1 AND NOT EXISTS (
            SELECT 1 FROM sealed s
            WHERE s.owner_id = v.id AND s.purpose IN ({(int)SealedPurpose.PrivateKey}, {(int)SealedPurpose.Secret}))
        UNION ALL
        SELECT 'target', t.id, 'has lost its sealed password' FROM target t
        WHERE t.has_password = 1 AND NOT EXISTS (
            SELECT 1 FROM sealed s WHERE s.owner_id = t.id AND s.purpose = {(int)SealedPurpose.TargetPassword})
        LIMIT {Named}
        """;

    private static readonly string LostVersions =
        $"""
        SELECT i.name FROM identity i
        WHERE i.current_version_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM version v WHERE v.id = i.current_version_id AND v.identity_id = i.id)
        LIMIT {Named}
        """;

    protected StoreCheck LookForOrphans(CancellationToken cancellationToken) =>
        Look("SealedValues", Orphans, row => $"{row.Text()} {row.Guid()} {row.Text()}", cancellationToken);

    protected StoreCheck LookForLostVersions(CancellationToken cancellationToken) => Look(
        "CurrentVersions", LostVersions, row => $"identity {row.Text()} points to a version that is not its own", cancellationToken);

    protected StoreCheck Look(string name, string sql, Func<Statement, string?> trouble, CancellationToken cancellationToken)
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

    protected static StoreCheck Result(string name, IEnumerable<string> troubles)
    {
        var text = string.Join("; ", troubles);
        return new StoreCheck(name, text.Length == 0, text.Length == 0 ? "Nothing found" : text);
    }
}
