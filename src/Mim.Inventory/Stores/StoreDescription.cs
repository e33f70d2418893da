using Mim.Core;
using Mim.Core.Stores;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

/// <summary>What a store is and holds, read in one state.</summary>
internal sealed class StoreDescription(IConnectionSource source) : Table(source)
{
    private const string Facts =
        """
        SELECT id, created_at, (SELECT max(number) FROM migration), (SELECT count(*) FROM identity),
               (SELECT count(*) FROM audit), (SELECT coalesce(max(generation), 0) FROM store_key)
        FROM store
        """;

    /// <exception cref="MimException"><see cref="MimErrorCause.StoreUnusable"/>: it is the unfinished copy of another store.</exception>
    public Guid Id(string location)
    {
        var (id, copyOf) = All("SELECT id, copy_of FROM store", [], row => (row.Guid(), row.GuidOrNull())).Single();
        return copyOf is null ? id : throw new MimException(
            MimErrorCause.StoreUnusable,
            $"'{location}' is the unfinished copy of store {copyOf}: run Copy-MachineIdentityStore again to finish it.",
            location);
    }

    public StoreInfo Describe(string location, string engine, CancellationToken cancellationToken)
    {
        var info = Page(new SqlQuery(Facts, []), Read, cancellationToken).Single();
        return info with { Recipients = All("SELECT label FROM recipient ORDER BY created_at, id", [], row => row.Text()) };

        StoreInfo Read(Statement row) => new()
        {
            Location = location,
            Engine = engine,
            Id = row.Guid(),
            CreatedAt = row.Time(),
            SchemaVersion = row.Int(),
            Identities = row.Long(),
            AuditRecords = row.Long(),
            KeyGeneration = row.Int(),
        };
    }
}
