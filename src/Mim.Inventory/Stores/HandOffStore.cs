using Mim.Core.Ports;
using Mim.Core.Vault;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class HandOffStore(IConnectionSource source) : HandOffReader(source), IHandOffStore
{
    private static readonly RowInsert _upsert = new("hand_off", Columns, key: "id");

    public void Put(HandOff handOff) => Row(_upsert)
        .Add(handOff.Id)
        .Add(handOff.IdentityId)
        .Add(handOff.VersionId)
        .AddHex(handOff.TokenHash)
        .Add(handOff.CreatedBy)
        .Add(handOff.CreatedAt)
        .Add(handOff.ExpiresAt)
        .Add(handOff.EndedAt)
        .Add(handOff.ReceivedBy)
        .Send();
}
