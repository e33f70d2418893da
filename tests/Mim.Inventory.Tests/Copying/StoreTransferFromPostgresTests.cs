using Mim.Inventory.Copying;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Copying;

[RequiresPostgres]
public sealed class StoreTransferFromPostgresTests() : StoreTransferContract(new StoreTransfer(), PostgresTestInventory.Create(), TestInventory.Create());
