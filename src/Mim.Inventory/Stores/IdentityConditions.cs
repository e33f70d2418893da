using Mim.Core;
using Mim.Core.Identities;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

/// <summary>What an <see cref="IdentityQuery"/> asks, as SQL over <c>identity i</c>.</summary>
internal static class IdentityConditions
{
    private const string Unmanaged =
        """
        i.authority_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM authority a WHERE a.identity_id = i.id)
        AND NOT EXISTS (SELECT 1 FROM target t WHERE t.identity_id = i.id)
        AND NOT EXISTS (SELECT 1 FROM version v WHERE v.id = i.current_version_id AND v.template IS NOT NULL)
        """;

    /// <param name="query">What is asked.</param>
    /// <param name="authorities">The authorities of the query; null when it names none.</param>
    /// <param name="dialect">How the engine spells it.</param>
    public static Conditions Of(IdentityQuery query, IReadOnlyList<Guid>? authorities, SqlDialect dialect)
    {
        var conditions = new Conditions(dialect)
            .AndOneOf("i.id", query.Ids.Count > 0 ? [.. query.Ids] : null)
            .AndMatches("i.name_key", query.Names)
            .AndOneOf("i.kind", query.Kinds)
            .AndMatches("i.owner_key", query.Owners)
            .AndOneOf("i.status", query.Statuses)
            .AndOneOf("i.criticality", query.Criticalities)
            .AndTime("i.not_after <= ?", query.ExpiringBefore)
            .AndTime("i.not_after > ?", query.ExpiringAfter)
            .AndTime("i.due_at <= ?", query.DueBefore)
            .AndOneOf("i.authority_id", authorities);
        foreach (var tag in query.Tags)
        {
            AndTag(conditions, tag);
        }

        AndVersion(conditions, query);
        conditions
            .AndIf(query.Unmanaged, Unmanaged)
            .AndTime("(SELECT max(l.last_seen) FROM location l WHERE l.identity_id = i.id) < ?", query.NotSeenSince);
        var showsDestroyed = query.IncludeDestroyed || query.Ids.Count > 0 || query.Statuses.Count > 0;
        return conditions.AndIf(!showsDestroyed, $"i.status <> {(int)VersionState.Destroyed}");
    }

    /// <summary>The ids of the authorities a query names.</summary>
    public static SqlQuery AuthoritiesNamed(IReadOnlyList<string> names, SqlDialect dialect)
    {
        var conditions = new Conditions(dialect)
            .AndOneOf("kind", [IdentityKind.CertificateAuthority, IdentityKind.SshAuthority, IdentityKind.TokenAuthority])
            .AndMatches("name_key", names);
        return new SqlQuery($"SELECT id FROM identity{conditions.Where}", conditions.Values);
    }

    private static void AndTag(Conditions conditions, string tag)
    {
        var pattern = WildcardPattern.Parse(tag);
        if (pattern.IsExact)
        {
            conditions.And("EXISTS (SELECT 1 FROM identity_tag t WHERE t.tag_key = ? AND t.identity_id = i.id)", pattern.Prefix);
            return;
        }

        var match = conditions.Dialect.Matches("value", pattern);
        conditions.And($"EXISTS (SELECT 1 FROM {conditions.Dialect.TextsOf("i.tag_keys")} WHERE {match.Sql})", match.Values);
    }

    private static void AndVersion(Conditions conditions, IdentityQuery query)
    {
        if (query.Fingerprint is { } fingerprint)
        {
            var hex = HexText.Normalize(fingerprint, nameof(query.Fingerprint));
            conditions.And("i.id IN (SELECT v.identity_id FROM version v WHERE v.fingerprint = ?)", HexText.Bytes(hex));
        }

        if (query.SerialNumber is { } serialNumber)
        {
            var spellings = HexText.Spellings(serialNumber, nameof(query.SerialNumber));
            conditions.And(
                "i.id IN (SELECT v.identity_id FROM version v WHERE v.serial_number IN (?, ?, ?))",
                [.. spellings.Select(spelling => (SqlValue)spelling)]);
        }
    }
}
