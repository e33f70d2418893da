using Mim.Inventory.Sql;

namespace Mim.Inventory.Postgres;

/// <summary>Lists come as arrays, patterns as LIKE or regular expressions; which index to use is the planner's choice.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static PostgresDialect Instance { get; } = new();

    public override bool IndexesHoldKeys => false;

    // Behind a subquery the server does not see how long the list is. It would take a long one to match most of a table that
    // has no statistics yet, and read the whole table for each group of a first import.
    public override string IsOneOfTexts(string column) => $"{column} = ANY ((SELECT ?)::text[])";

    public override string IsOneOfIds(string column) => $"{column} = ANY (?)";

    public override SqlQuery Matches(string column, WildcardPattern pattern) => pattern.Like is { } like
        ? new SqlQuery($"{column} LIKE ?", [like])
        : new SqlQuery($"{column} ~ ?", [pattern.Regular!]);

    // The collation is the store's own: see PostgresSchema.
    public override string Fold(string column) => $"lower({column} COLLATE folding) COLLATE \"C\"";

    public override string TextsOf(string json) =>
        $"(SELECT value COLLATE \"C\" AS value FROM json_array_elements_text(CAST({json} AS json))) list";

    public override string By(string? index) => string.Empty;

    // The planner looks into expressions, but not through a subquery.
    public override string Sorted(string column) => $"(SELECT {column})";
}
