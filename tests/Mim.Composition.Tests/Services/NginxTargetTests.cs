using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

[RequiresProgram("nginx")]
public sealed class NginxTargetTests : KilledServiceSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealNginx(folder);
}
