using Mim.Core.Ports;

namespace Mim.Testing;

/// <summary>A fresh store of some engine, gone when disposed.</summary>
public interface ITestStore : IDisposable
{
    IStoreFactory Factory { get; }

    IInventory Inventory { get; }

    /// <summary>Where the factory finds it.</summary>
    string Location { get; }

    /// <summary>Closes the store and opens it again, as another process would.</summary>
    IInventory Reopen();
}
