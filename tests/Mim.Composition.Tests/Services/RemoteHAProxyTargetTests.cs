using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

[RequiresProgram("haproxy", "ssh", "sshd")]
public sealed class RemoteHAProxyTargetTests : RemoteServiceSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealHAProxy(folder) { Sshd = Sshd };
}
