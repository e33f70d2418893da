using Mim.Inventory.Sql;

namespace Mim.Inventory.Sqlite;

/// <summary>Lists come as JSON, patterns as GLOB, and the engine is told which index to use.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override bool IndexesHoldKeys => true;

    public override string IsOneOfTexts(string column) => $"{column} IN (SELECT value FROM json_each(?))";

    public override string IsOneOfIds(string column) => $"{column} IN (SELECT unhex(value) FROM json_each(?))";

    public override SqlQuery Matches(string column, WildcardPattern pattern) => new($"{column} GLOB ?", [pattern.Glob]);

    // The function is ours: see ConnectionSettings.
    public override string Fold(string column) => $"lower({column})";

    public override string TextsOf(string json) => $"json_each({json}) list";

    public override string By(string? index) => index is null ? string.Empty : $" INDEXED BY {index}";

    public override string Sorted(string column) => $"+{column}";
}
