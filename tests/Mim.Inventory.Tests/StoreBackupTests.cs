using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Inventory.Tests;

public sealed class StoreBackupTests() : StoreBackupContract(TestInventory.Create())
{
    protected override string NewLocation => $"{Store.Location}.other";
}
