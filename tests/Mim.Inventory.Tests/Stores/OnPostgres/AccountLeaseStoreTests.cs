using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Stores.OnPostgres;

[RequiresPostgres]
public sealed class AccountLeaseStoreTests() : AccountLeaseStoreContract(PostgresTestInventory.Create());
