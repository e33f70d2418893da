using System.Net;
using Mim.Core.Ports;
using Mim.Discovery.Network;
using Mim.Testing.Contracts;

namespace Mim.Discovery.Tests.Network;

public sealed class HostResolverTests : HostResolverContract, IDisposable
{
    private readonly HostResolver _resolver = new();

    protected override IHostResolver Resolver => _resolver;

    protected override string Known => "localhost";

    protected override IPAddress Address => IPAddress.Loopback;

    public void Dispose() => _resolver.Dispose();
}
