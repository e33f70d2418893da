using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class SealedStore(IConnectionSource source, Action destroyed) : SealedReader(source), ISealedStore
{
    private const string Upsert =
        """
        INSERT INTO sealed (owner_id, purpose, id, key_generation, wrapped_data_key, ciphertext, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (owner_id, purpose) DO UPDATE SET
            id = excluded.id, key_generation = excluded.key_generation, wrapped_data_key = excluded.wrapped_data_key,
            ciphertext = excluded.ciphertext, created_at = excluded.created_at
        """;

    public void Put(SealedValue value) => Command(Upsert)
        .Add(value.OwnerId)
        .Add((int)value.Purpose)
        .Add(value.Id)
        .Add(value.KeyGeneration)
        .Add(value.WrappedDataKey)
        .Add(value.Ciphertext)
        .Add(value.CreatedAt)
        .Send();

    public int Remove(Guid ownerId)
    {
        destroyed();
        return Command("DELETE FROM sealed WHERE owner_id = ?").Add(ownerId).Run();
    }
}
