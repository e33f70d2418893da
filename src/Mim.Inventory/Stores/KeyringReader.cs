using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class KeyringReader(IConnectionSource source) : Table(source), IKeyringReader
{
    public KeyringState Load() => Source.Read(Load);

    private static KeyringState Load(Database database)
    {
        using var snapshot = database.Snapshot();
        var recipients = All(
            database,
            """
            SELECT id, kind, label, public_key, protected_key, salt, rounds, hint, created_at
            FROM recipient ORDER BY created_at, id
            """,
            [],
            ReadRecipient);
        var keys = All(
            database,
            "SELECT generation, created_at, retired_at FROM store_key ORDER BY generation",
            [],
            row => new StoreKey(row.Int(), row.Time(), row.TimeOrNull()));
        var wrapped = All(
            database,
            "SELECT generation, recipient_id, wrapped FROM wrapped_store_key ORDER BY generation, recipient_id",
            [],
            row => new WrappedStoreKey(row.Int(), row.Guid(), row.Blob()));
        return new KeyringState(recipients, keys, wrapped);
    }

    private static Recipient ReadRecipient(Statement row) => new()
    {
        Id = row.Guid(),
        Kind = (RecipientKind)row.Int(),
        Label = row.Text(),
        PublicKey = row.Blob(),
        ProtectedKey = row.BlobOrNull(),
        Salt = row.BlobOrNull(),
        Rounds = row.Int(),
        Hint = row.TextOrNull(),
        CreatedAt = row.Time(),
    };
}
