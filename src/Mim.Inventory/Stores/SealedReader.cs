using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class SealedReader(IConnectionSource source) : Table(source), ISealedReader
{
    private const string Columns = "owner_id, purpose, id, key_generation, wrapped_data_key, ciphertext, created_at";

    public SealedValue? Get(Guid ownerId, SealedPurpose purpose) => One(
        $"SELECT {Columns} FROM sealed WHERE owner_id = ? AND purpose = ?", [ownerId, (long)purpose], Read);

    public IReadOnlyList<SealedValue> WrappedBefore(int generation, int limit) => All(
        $"SELECT {Columns} FROM sealed WHERE key_generation < ? ORDER BY key_generation, owner_id, purpose LIMIT ?",
        [generation, limit],
        Read);

    private static SealedValue Read(Statement row) => new()
    {
        OwnerId = row.Guid(),
        Purpose = (SealedPurpose)row.Int(),
        Id = row.Guid(),
        KeyGeneration = row.Int(),
        WrappedDataKey = row.Blob(),
        Ciphertext = row.Blob(),
        CreatedAt = row.Time(),
    };
}
