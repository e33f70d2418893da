using Mim.Core.Ports;
using Mim.Inventory;

namespace Mim.Testing;

/// <summary>A fresh SQLite store in a folder of its own.</summary>
public sealed class TestInventory : ITestStore
{
    private readonly TemporaryFolder _folder = new();

    private TestInventory(TimeProvider time)
    {
        Factory = new SqliteStoreFactory(time);
        Inventory = Factory.Open(Location, create: true, CancellationToken.None);
    }

    public IStoreFactory Factory { get; }

    public IInventory Inventory { get; private set; }

    public string Folder => _folder.Path;

    /// <summary>Path of the store's file.</summary>
    public string Location => _folder["inventory.db"];

    public static TestInventory Create(TimeProvider? time = null) => new(time ?? TimeProvider.System);

    public IInventory Reopen()
    {
        Inventory.Dispose();
        return Inventory = Factory.Open(Location, create: false, CancellationToken.None);
    }

    public void Dispose()
    {
        Inventory.Dispose();
        _folder.Dispose();
    }
}
