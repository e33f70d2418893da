using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every contract suite of a store works on: a fresh, empty inventory.</summary>
public abstract class StoreContract(ITestStore store) : IDisposable
{
    protected static CancellationToken None => CancellationToken.None;

    protected ITestStore Store => store;

    protected IInventory Inventory => store.Inventory;

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }
}
