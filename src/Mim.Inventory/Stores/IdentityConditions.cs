using Mim.Core;
using Mim.Core.Identities;
using Mim.Inventory.Sqlite;

namespace Mim.Inventory.Stores;

/// <summary>What an <see cref="IdentityQuery"/> asks, as SQL over <c>identity i</c>.</summary>
internal static class IdentityConditions
{
    public const string SignedBy = "authority_id IN (SELECT unhex(value) FROM json_each(?))";

    /// <param name="query">What is asked.</param>
    /// <param name="authorities">The authorities of the query; null when it names none.</param>
    public static Conditions Of(IdentityQuery query, IReadOnlyList<Guid>? authorities)
    {
        var conditions = new Conditions()
            .AndIf(query.Ids.Count > 0, "i.id IN (SELECT unhex(value) FROM json_each(?))", Json.OfIds(query.Ids))
            .AndMatches("i.name_key", query.Names)
            .AndOneOf("i.kind", query.Kinds)
            .AndMatches("i.owner_key", query.Owners)
            .AndOneOf("i.status", query.Statuses)
            .AndOneOf("i.criticality", query.Criticalities)
            .AndIf(query.ExpiringBefore is not null, "i.not_after <= ?", Time(query.ExpiringBefore))
            .AndIf(query.ExpiringAfter is not null, "i.not_after > ?", Time(query.ExpiringAfter))
            .AndIf(query.DueBefore is not null, "i.due_at <= ?", Time(query.DueBefore));
        foreach (var tag in query.Tags)
        {
            AndTag(conditions, tag);
        }

        if (authorities is not null)
        {
            conditions.And(SignedBy, Json.OfIds(authorities));
        }

        AndVersion(conditions, query);
        var showsDestroyed = query.IncludeDestroyed || query.Ids.Count > 0 || query.Statuses.Count > 0;
        return conditions.AndIf(!showsDestroyed, $"i.status <> {(int)VersionState.Destroyed}");
    }

    /// <summary>The ids of the authorities a query names.</summary>
    public static SqlQuery AuthoritiesNamed(IReadOnlyList<string> names)
    {
        var conditions = new Conditions()
            .AndOneOf("kind", [IdentityKind.CertificateAuthority, IdentityKind.SshAuthority])
            .AndMatches("name_key", names);
        return new SqlQuery($"SELECT id FROM identity{conditions.Where}", conditions.Values);
    }

    private static void AndTag(Conditions conditions, string tag)
    {
        var pattern = WildcardPattern.Parse(tag);
        conditions.And(
            $"""
            EXISTS (SELECT 1 FROM identity_tag t
                    WHERE t.identity_id = i.id AND t.tag_key {(pattern.IsExact ? "=" : "GLOB")} ?)
            """,
            pattern.IsExact ? pattern.Prefix : pattern.Glob);
    }

    private static void AndVersion(Conditions conditions, IdentityQuery query)
    {
        if (query.Fingerprint is { } fingerprint)
        {
            var hex = HexText.Normalize(fingerprint, nameof(query.Fingerprint));
            conditions.And(
                "i.id IN (SELECT v.identity_id FROM version v WHERE v.fingerprint = unhex(?))",
                hex);
        }

        if (query.SerialNumber is { } serialNumber)
        {
            var spellings = HexText.Spellings(serialNumber, nameof(query.SerialNumber));
            conditions.And(
                "i.id IN (SELECT v.identity_id FROM version v WHERE v.serial_number IN (?, ?, ?))",
                [.. spellings.Select(spelling => (SqlValue)spelling)]);
        }
    }

    private static SqlValue Time(DateTimeOffset? time) => time is { } at ? at : (string?)null;
}
