using Mim.Inventory.Sql;
using Mim.Inventory.Stores;

namespace Mim.Inventory.Postgres;

/// <summary>Asks the server how much room a store takes.</summary>
internal sealed class ServerSize(IConnectionSource source) : Table(source)
{
    private const string Tables =
        """
        SELECT CAST(coalesce(sum(pg_total_relation_size(oid)), 0) AS bigint) FROM pg_class
        WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND relkind = 'r'
        """;

    /// <summary>Bytes of tables and indexes.</summary>
    public long OfStore() => One(Tables, [], row => row.Long());
}
