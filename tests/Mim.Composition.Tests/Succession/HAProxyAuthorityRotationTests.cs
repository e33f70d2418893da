using Mim.Composition.Tests.Services;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Succession;

[RequiresProgram("haproxy", "openssl", "gnutls-cli")]
public sealed class HAProxyAuthorityRotationTests : AuthorityRotationSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealHAProxy(folder);
}
