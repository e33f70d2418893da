using Mim.Core.Audit;
using Mim.Core.Ports;

namespace Mim.Core.Stores;

/// <summary>Copies the store to another place or engine while others use it.</summary>
public sealed class StoreCopier
{
    private readonly Guid _storeId;
    private readonly IInventory _inventory;
    private readonly StoreKeeper _keeper;
    private readonly ActLedger _ledger;
    private readonly IStoreTransfer _transfer;
    private readonly Func<StoreReference, CancellationToken, IInventory> _make;

    internal StoreCopier(
        Guid storeId,
        IInventory inventory,
        StoreKeeper keeper,
        ActLedger ledger,
        IStoreTransfer transfer,
        Func<StoreReference, CancellationToken, IInventory> make) =>
        (_storeId, _inventory, _keeper, _ledger, _transfer, _make) = (storeId, inventory, keeper, ledger, transfer, make);

    /// <summary>
    /// Makes the same store at <paramref name="destination"/>, with the same recipients, goes on with an interrupted copy, or
    /// lets a finished one catch up. The act is recorded first, so that the copy holds it too.
    /// </summary>
    /// <returns>What the copy is and holds; each row was read back, the audit verified and sealed values opened.</returns>
    /// <exception cref="MimException">
    /// As <see cref="IStoreTransfer.Copy"/>; <see cref="MimErrorCause.StoreDamaged"/>: the copy, and so the store, fails a check.
    /// </exception>
    public StoreInfo Copy(StoreReference destination, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var place = StoreAddress.Display(destination.Location);
        _ledger.Record(
            new Act("CopyStore", "Store", _storeId.ToString(), null, new Dictionary<string, string> { ["destination"] = place }), cancellationToken);
        using var copy = _make(destination, cancellationToken);
        _transfer.Copy(_inventory, copy, progress, cancellationToken);
        if (_keeper.Prove(copy, cancellationToken).FirstOrDefault(check => !check.Passed) is { } failed)
        {
            throw new MimException(
                MimErrorCause.StoreDamaged, $"'{place}' is the same as the store, but fails the check {failed.Check}: {failed.Detail}.", place);
        }

        return copy.Describe(cancellationToken);
    }
}
