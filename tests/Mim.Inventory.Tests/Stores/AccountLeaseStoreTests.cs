using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Inventory.Tests.Stores;

public sealed class AccountLeaseStoreTests() : AccountLeaseStoreContract(TestInventory.Create());
