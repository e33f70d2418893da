using System.Text.RegularExpressions;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Postgres;

/// <summary>The schema of every store as this engine makes it, from the same migrations.</summary>
internal static partial class PostgresSchema
{
    /// <summary>Stands as a comment on the table of migrations: nobody's other tables are migrated by mistake.</summary>
    public const string Mark = "MimModule store";

    public const string MigrationTable =
        $"""
        CREATE TABLE migration (number bigint NOT NULL PRIMARY KEY, name text COLLATE "C" NOT NULL, applied_at bigint NOT NULL);
        COMMENT ON TABLE migration IS '{Mark}'
        """;

    /// <summary>
    /// The collation by which texts are folded, from the first of these that the server has: the plain one knows no letters
    /// beyond ASCII.
    /// </summary>
    public const string Collation =
        """
        DO $$
        DECLARE found text;
        BEGIN
            SELECT collname INTO found FROM pg_collation
            WHERE collname IN ('und-x-icu', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'C') AND collencoding IN (-1, pg_char_to_encoding('UTF8'))
            ORDER BY array_position(ARRAY['und-x-icu', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'C'], collname::text) LIMIT 1;
            EXECUTE format('CREATE COLLATION folding FROM %I', found);
        END $$
        """;

    /// <summary>
    /// Lets the server learn how often folded acts and actors come: without that it takes them for rare, and reads the whole
    /// audit to find a page of them.
    /// </summary>
    public static string Statistics { get; } =
        $"""
        CREATE STATISTICS audit_acts ON ({PostgresDialect.Instance.Fold("act")}) FROM audit;
        CREATE STATISTICS audit_actors ON ({PostgresDialect.Instance.Fold("actor")}) FROM audit
        """;

    /// <summary>
    /// A migration in this engine's words: texts are compared as bytes, as the other engine does, and an integer has the 64
    /// bits that it has there.
    /// </summary>
    public static string Of(Migration migration)
    {
        var plain = Comment().Replace(migration.Sql, string.Empty)
            .Replace(") WITHOUT ROWID", ")", StringComparison.Ordinal)
            .Replace("json_group_array(", "json_agg(", StringComparison.Ordinal);
        return Integer().Replace(Text().Replace(plain, "text COLLATE \"C\""), "bigint");
    }

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\btext\b")]
    private static partial Regex Text();

    [GeneratedRegex(@"\binteger\b")]
    private static partial Regex Integer();
}
