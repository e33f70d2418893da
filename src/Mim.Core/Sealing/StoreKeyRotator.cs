using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>
/// Rotates the store's key while others read and write: a new generation for every recipient, then all sealed values under
/// it batch by batch, then the end of the old generations once nothing is left under them.
/// </summary>
internal sealed class StoreKeyRotator(Guid storeId, IInventory inventory, Keyring keyring, Sealer sealer, ActLedger ledger)
{
    private const int Batch = 256;

    /// <summary>Returns the new generation.</summary>
    public int Rotate(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var generation = ledger.Commit(AddGeneration, cancellationToken);
        long moved = 0;
        do
        {
            while (RewrapBatch(generation, cancellationToken) is > 0 and var count)
            {
                progress?.Report(moved += count);
            }
        }
        while (!ledger.Commit((transaction, acts) => DestroyBefore(generation, transaction, acts), cancellationToken));
        return generation;
    }

    private int AddGeneration(IInventoryTransaction transaction, ActScope acts)
    {
        var state = transaction.Keyring.Load();

        // Who cannot open the old key could not move what it wraps.
        keyring.Key(Keyring.CurrentOf(state));
        var generation = state.Keys.Max(key => key.Generation) + 1;
        using var key = KeyMaterial.Random(AeadBox.KeyLength);
        transaction.Keyring.Save(state with
        {
            Keys = [.. state.Keys.Select(old => old with { RetiredAt = old.RetiredAt ?? acts.Now }), new StoreKey(generation, acts.Now, null)],
            Wrapped = [.. state.Wrapped, .. state.Recipients.Select(recipient => RecipientFactory.Wrap(storeId, generation, key, recipient))],
        });
        acts.Record(ActOf("RotateStoreKey", generation));
        return generation;
    }

    private int RewrapBatch(int generation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (inventory.Sealed.WrappedBefore(generation, 1).Count == 0)
        {
            return 0;
        }

        return ledger.Commit(
            (transaction, acts) =>
            {
                var values = transaction.Sealed.WrappedBefore(generation, Batch);
                foreach (var value in values)
                {
                    transaction.Sealed.Put(sealer.Rewrap(value, generation));
                }

                acts.Record(ActOf("RewrapSealedValues", generation, values.Count));
                return values.Count;
            },
            cancellationToken);
    }

    /// <summary>Destroys older keys, unless a value was put under one of them since the last batch.</summary>
    private bool DestroyBefore(int generation, IInventoryTransaction transaction, ActScope acts)
    {
        var state = transaction.Keyring.Load();
        var isFree = transaction.Sealed.WrappedBefore(generation, 1).Count == 0;
        if (isFree)
        {
            transaction.Keyring.Save(state with
            {
                Keys = [.. state.Keys.Where(key => key.Generation >= generation)],
                Wrapped = [.. state.Wrapped.Where(wrapped => wrapped.Generation >= generation)],
            });
        }

        acts.Record(ActOf(isFree ? "DestroyStoreKeys" : "KeepStoreKeys", generation));
        return isFree;
    }

    private Act ActOf(string name, int generation, int? count = null)
    {
        var detail = new Dictionary<string, string> { ["generation"] = generation.ToString(CultureInfo.InvariantCulture) };
        if (count is not null)
        {
            detail["count"] = count.Value.ToString(CultureInfo.InvariantCulture);
        }

        return new Act(name, "Store", storeId.ToString(), null, detail);
    }
}
