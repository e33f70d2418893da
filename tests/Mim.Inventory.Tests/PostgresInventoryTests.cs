using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests;

[RequiresPostgres]
public sealed class PostgresInventoryTests() : InventoryContract(PostgresTestInventory.Create());
