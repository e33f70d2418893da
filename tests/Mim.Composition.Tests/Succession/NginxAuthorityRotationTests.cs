using Mim.Composition.Tests.Services;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Succession;

[RequiresProgram("nginx", "openssl", "gnutls-cli")]
public sealed class NginxAuthorityRotationTests : AuthorityRotationSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealNginx(folder);
}
