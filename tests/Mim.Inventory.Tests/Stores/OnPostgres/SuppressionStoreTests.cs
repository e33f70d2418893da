using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Stores.OnPostgres;

[RequiresPostgres]
public sealed class SuppressionStoreTests() : SuppressionStoreContract(PostgresTestInventory.Create());
