using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

[RequiresPostgres]
public sealed class PostgreSqlTargetTests : KilledServiceSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealPostgreSql(folder);
}
