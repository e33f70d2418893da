using Mim.Core.Stores;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Maintenance;

/// <summary>Looks for broken references, and for indexes and rules that the server does not trust.</summary>
internal sealed class PostgresChecker(IConnectionSource source) : StoreChecker(source)
{
    private const string Distrusted =
        """
        SELECT 'index', CAST(CAST(i.indexrelid AS regclass) AS text) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND NOT i.indisvalid
        UNION ALL
        SELECT 'constraint', CAST(conname AS text) FROM pg_constraint
        WHERE connamespace = CAST(current_schema() AS regnamespace) AND NOT convalidated
        """;

    private const string References =
        """
        SELECT CAST(CAST(c.conrelid AS regclass) AS text), quote_ident(a.attname),
               CAST(CAST(c.confrelid AS regclass) AS text), quote_ident(b.attname)
        FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
        WHERE c.contype = 'f' AND c.connamespace = CAST(current_schema() AS regnamespace)
        """;

    public IEnumerable<StoreCheck> Check(CancellationToken cancellationToken)
    {
        yield return Look("Integrity", Distrusted, row => $"{row.Text()} {row.Text()} is not valid", cancellationToken);
        yield return Result("ForeignKeys", BrokenReferences(cancellationToken).Take(Named));
        yield return LookForOrphans(cancellationToken);
        yield return LookForLostVersions(cancellationToken);
    }

    // The server keeps references whole, but not against an administrator who switched that off or a backup gone wrong.
    private IEnumerable<string> BrokenReferences(CancellationToken cancellationToken)
    {
        var references = Page(
            new SqlQuery(References, []),
            row => (Table: row.Text(), Column: row.Text(), Parent: row.Text(), Key: row.Text()),
            cancellationToken);
        foreach (var (table, column, parent, key) in references)
        {
            var broken = new SqlQuery(
                $"""
                SELECT count(*) FROM {table} r
                WHERE r.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = r.{column})
                """,
                []);
            if (Page(broken, row => row.Long(), cancellationToken)[0] is > 0 and var count)
            {
                yield return $"{count} rows of {table} refer to nothing by {column}";
            }
        }
    }
}
