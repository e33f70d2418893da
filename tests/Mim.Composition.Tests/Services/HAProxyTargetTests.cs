using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

[RequiresProgram("haproxy")]
public sealed class HAProxyTargetTests : KilledServiceSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealHAProxy(folder);
}
