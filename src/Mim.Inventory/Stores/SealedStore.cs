using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class SealedStore(IConnectionSource source, Action destroyed) : SealedReader(source), ISealedStore
{
    private static readonly RowInsert Upsert = new(
        "sealed",
        "owner_id, purpose, id, key_generation, wrapped_data_key, ciphertext, created_at",
        key: "owner_id, purpose");

    public void Put(SealedValue value) => Row(Upsert)
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
