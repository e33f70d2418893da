using Mim.Core.Stores;
using Mim.Inventory.Files;
using Mim.Inventory.Sqlite;

namespace Mim.Inventory.Stores;

/// <summary>What a store is and holds, read in one state.</summary>
internal sealed class StoreDescription(IConnectionSource source, string path) : Table(source)
{
    private const string Facts =
        """
        SELECT id, created_at, (SELECT max(number) FROM migration), (SELECT count(*) FROM identity),
               (SELECT count(*) FROM audit), (SELECT coalesce(max(generation), 0) FROM store_key)
        FROM store
        """;

    public Guid Id() => All("SELECT id FROM store", [], row => row.Guid()).Single();

    public StoreInfo Describe(CancellationToken cancellationToken)
    {
        var info = Page(new SqlQuery(Facts, []), Read, cancellationToken).Single();
        return info with
        {
            Size = StoreFiles.All(path).Where(File.Exists).Sum(file => new FileInfo(file).Length),
            Recipients = All("SELECT label FROM recipient ORDER BY created_at, id", [], row => row.Text()),
            Warnings = StoreFiles.Warnings(path),
        };
    }

    private StoreInfo Read(Statement row) => new()
    {
        Location = path,
        Engine = "SQLite",
        Id = row.Guid(),
        CreatedAt = row.Time(),
        SchemaVersion = row.Int(),
        Identities = row.Long(),
        AuditRecords = row.Long(),
        KeyGeneration = row.Int(),
    };
}
