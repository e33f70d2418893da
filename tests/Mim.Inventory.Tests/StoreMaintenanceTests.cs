using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Inventory.Tests;

public sealed class StoreMaintenanceTests() : StoreMaintenanceContract(TestInventory.Create());
