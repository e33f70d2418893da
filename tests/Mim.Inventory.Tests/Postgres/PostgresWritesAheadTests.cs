using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Postgres;

[RequiresPostgres]
public sealed class PostgresWritesAheadTests() : WritesAheadContract(PostgresTestInventory.Create());
