using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

[RequiresPostgres]
public sealed class PostgreSqlTargetTests : KilledServiceSuite
{
    // It has copies of its own, in a folder that only its account can reach.
    private protected override bool HasDisk => false;

    private protected override RealService NewService(TemporaryFolder folder) => new RealPostgreSql(folder);
}
