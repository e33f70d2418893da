using Mim.Inventory.Copying;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Inventory.Tests.Copying;

public sealed class StoreTransferTests() : StoreTransferContract(new StoreTransfer(), TestInventory.Create(), TestInventory.Create());
