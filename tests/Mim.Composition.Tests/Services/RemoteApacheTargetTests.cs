using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

[RequiresProgram("apache2", "/usr/lib/apache2/modules/mod_ssl.so", "ssh", "sshd")]
public sealed class RemoteApacheTargetTests : RemoteServiceSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealApache(folder) { Sshd = Sshd };
}
