using Mim.Core.Identities;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

/// <summary>The SQL of one list of identities, whichever way they are reached.</summary>
internal sealed class IdentityPlan(IdentityQuery query, IReadOnlyList<Guid>? authorities, SqlDialect dialect)
{
    private readonly Conditions _conditions = IdentityConditions.Of(query, authorities, dialect);
    private readonly WildcardPattern? _name = query.Names.Count == 1 ? WildcardPattern.Parse(query.Names[0]) : null;

    /// <summary>Ways that may lead to few.</summary>
    public IEnumerable<IdentityAccess> Accesses => IdentityAccess.Of(query, authorities, dialect);

    public IdentityOrder Order => query.Order;

    /// <summary>Whether those without a value in the column of the order cannot match.</summary>
    public bool AsksForTime => Order switch
    {
        IdentityOrder.NotAfter => query.ExpiringBefore is not null || query.ExpiringAfter is not null,
        IdentityOrder.DueAt => query.DueBefore is not null,
        _ => true,
    };

    private string TimeColumn => Order == IdentityOrder.NotAfter ? "not_after" : "due_at";

    private string TimeIndex => Order == IdentityOrder.NotAfter ? "identity_by_not_after" : "identity_by_due";

    /// <summary>All at once, for an access that leads to few: found by its index, then sorted.</summary>
    public SqlQuery Few(IdentityAccess access)
    {
        var column = dialect.Sorted(Order == IdentityOrder.Name ? "i.name_key" : $"i.{TimeColumn}");
        var order = Order == IdentityOrder.Name ? $"{column}, i.kind" : $"{column} IS NULL, {column}, i.id";
        var conditions = access.Narrowing is { } narrowing ? _conditions.Copy().And(narrowing.Sql, narrowing.Values) : _conditions;
        return Select(By(access.Index), conditions, order, query.First ?? int.MaxValue);
    }

    /// <summary>The page after <paramref name="last"/>, in the order asked for.</summary>
    public SqlQuery Walk(MachineIdentity? last, int size)
    {
        if (Order == IdentityOrder.Name)
        {
            return WalkNames(last, size);
        }

        var conditions = _conditions.Copy();
        var time = Order == IdentityOrder.NotAfter ? last?.NotAfter : last?.DueAt;
        var floor = Order == IdentityOrder.NotAfter ? query.ExpiringAfter : null;
        conditions.And(
            $"(i.{TimeColumn}, i.id) > (?, ?)",
            time ?? floor ?? DateTimeOffset.MinValue,
            last?.Id ?? (floor is null ? Guid.Empty : Guid.AllBitsSet));
        return Select(By(TimeIndex), conditions, $"i.{TimeColumn}, i.id", size);
    }

    /// <summary>The page after <paramref name="last"/> of those that have no such time.</summary>
    public SqlQuery WalkTimeless(MachineIdentity? last, int size) => Select(
        By(TimeIndex),
        _conditions.Copy().And($"i.{TimeColumn} IS NULL AND i.id > ?", last?.Id ?? Guid.Empty),
        "i.id",
        size);

    // Patterns that match few are held against the index by itself where that spares a look at every row: some twenty times faster.
    private SqlQuery WalkNames(MachineIdentity? last, int size)
    {
        var isByIndex = dialect.IndexesHoldKeys && query.Names.Count > 0;
        var name = isByIndex ? "n" : "i";
        var key = last is null ? _name?.Prefix ?? string.Empty : WildcardPattern.Fold(last.Name);
        var conditions = _conditions.Copy().And($"({name}.name_key, {name}.kind) > (?, ?)", key, last is null ? -1 : (int)last.Kind);
        conditions.AndIf(_name?.Prefix.Length > 0 && _name.PrefixEnd is not null, $"{name}.name_key < ?", _name?.PrefixEnd ?? string.Empty);
        return isByIndex
            ? Select(
                $"identity n{dialect.By("identity_by_name")} CROSS JOIN identity i ON i.id = n.id",
                conditions.AndMatches("n.name_key", query.Names),
                "n.name_key, n.kind",
                size)
            : Select(By("identity_by_name"), conditions, "i.name_key, i.kind", size);
    }

    private string By(string? index) => $"identity i{dialect.By(index)}";

    private static SqlQuery Select(string from, Conditions conditions, string order, int limit) => new(
        $"""
        SELECT {IdentityRows.Columns} FROM {from}{conditions.Where}
        ORDER BY {order} LIMIT ?
        """,
        [.. conditions.Values, limit]);
}
