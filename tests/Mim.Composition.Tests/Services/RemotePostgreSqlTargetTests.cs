using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

[RequiresPostgres]
[RequiresProgram("ssh", "sshd")]
public sealed class RemotePostgreSqlTargetTests : RemoteServiceSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealPostgreSql(folder) { Sshd = Sshd };
}
