using Mim.Core.Identities;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

/// <summary>
/// A way to the identities of a query that may be much shorter than walking all of them: the index to use, and how to count
/// what it leads to. No count means that it always leads to few. The narrowing is what the index needs beside the conditions.
/// </summary>
internal sealed record IdentityAccess(string? Index, SqlQuery? Candidates, SqlQuery? Narrowing = null)
{
    private const int FewIds = 2000;

    private static readonly int _kinds = Enum.GetValues<IdentityKind>().Length;

    private const string InRange = "name_key >= ? AND name_key < ?";

    public static IEnumerable<IdentityAccess> Of(IdentityQuery query, IReadOnlyList<Guid>? authorities, SqlDialect dialect)
    {
        if (query.Ids.Count is > 0 and <= FewIds || query.Fingerprint is not null || query.SerialNumber is not null)
        {
            yield return new IdentityAccess(null, null);
        }

        var names = query.Names.Select(WildcardPattern.Parse).ToList();
        if (names.Count > 0 && names.All(name => name.IsExact))
        {
            // A name is held at most once in each kind.
            if (names.Count * (query.Kinds.Count > 0 ? query.Kinds.Count : _kinds) <= FewIds)
            {
                yield return new IdentityAccess("identity_by_name", null);
            }

            yield return By("identity_by_name", dialect.IsOneOfTexts("name_key"), SqlValue.ListOf(names.Select(name => name.Prefix)));
        }
        else if (names is [{ Prefix.Length: > 0, PrefixEnd: { } end }])
        {
            yield return By("identity_by_name", InRange, names[0].Prefix, end) with { Narrowing = new SqlQuery(InRange, [names[0].Prefix, end]) };
        }

        foreach (var tag in query.Tags.Select(WildcardPattern.Parse).Where(tag => tag.IsExact))
        {
            yield return new IdentityAccess(
                null,
                new SqlQuery("identity_tag WHERE tag_key = ?", [tag.Prefix]),
                new SqlQuery("i.id IN (SELECT identity_id FROM identity_tag WHERE tag_key = ?)", [tag.Prefix]));
        }

        if (query.Owners.Count == 1 && WildcardPattern.Parse(query.Owners[0]) is { IsExact: true } owner)
        {
            yield return By("identity_by_owner", "owner_key = ?", owner.Prefix);
        }

        if (authorities is not null)
        {
            yield return By("identity_by_authority", dialect.IsOneOfIds("authority_id"), SqlValue.ListOf(authorities));
        }

        if (query.DueBefore is { } due)
        {
            yield return By("identity_by_due", "due_at <= ?", due);
        }

        if (query.ExpiringBefore is { } before)
        {
            yield return By("identity_by_not_after", "not_after > ? AND not_after <= ?", query.ExpiringAfter ?? DateTimeOffset.MinValue, before);
        }

        IdentityAccess By(string index, string condition, params SqlValue[] values) =>
            new(index, new SqlQuery($"identity{dialect.By(index)} WHERE {condition}", values));
    }
}
