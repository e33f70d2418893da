using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

[RequiresProgram("apache2", "/usr/lib/apache2/modules/mod_ssl.so")]
public sealed class ApacheTargetTests : KilledServiceSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealApache(folder);
}
