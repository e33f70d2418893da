using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>
/// Sealed values within one transaction, each wrapped by the store key that is current in that very transaction: what was
/// sealed before another session rotated the store key would otherwise be lost with the old key.
/// </summary>
internal sealed class CurrentKeySealedStore(IInventoryTransaction transaction, Sealer sealer) : ISealedStore
{
    private int _current;

    public SealedValue? Get(Guid ownerId, SealedPurpose purpose) => transaction.Sealed.Get(ownerId, purpose);

    public IReadOnlyList<SealedValue> WrappedBefore(int generation, int limit) => transaction.Sealed.WrappedBefore(generation, limit);

    public void Put(SealedValue value)
    {
        if (_current == 0)
        {
            _current = Keyring.CurrentOf(transaction.Keyring.Load());
        }

        transaction.Sealed.Put(value.KeyGeneration == _current ? value : sealer.Rewrap(value, _current));
    }

    public int Remove(Guid ownerId) => transaction.Sealed.Remove(ownerId);
}
