using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

[RequiresProgram("nginx", "ssh", "sshd")]
public sealed class RemoteNginxTargetTests : RemoteServiceSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealNginx(folder) { Sshd = Sshd };
}
