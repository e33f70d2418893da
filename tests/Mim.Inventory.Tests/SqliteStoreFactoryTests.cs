using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Inventory.Tests;

public sealed class SqliteStoreFactoryTests() : StoreFactoryContract(TestInventory.Create())
{
    protected override string NewLocation => $"{Store.Location}.other";
}
