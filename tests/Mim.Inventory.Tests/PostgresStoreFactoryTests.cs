using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests;

[RequiresPostgres]
public sealed class PostgresStoreFactoryTests() : StoreFactoryContract(PostgresTestInventory.Create())
{
    protected override string NewLocation { get; } = PostgresTestInventory.NewLocation();
}
