using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Inventory.Tests.Stores;

public sealed class SuppressionStoreTests() : SuppressionStoreContract(TestInventory.Create());
