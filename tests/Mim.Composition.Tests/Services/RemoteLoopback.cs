using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

/// <summary>This machine as another host: a real sshd on loopback.</summary>
/// <param name="server">Is disposed with this; the usual one when null.</param>
internal sealed class RemoteLoopback(SshServer? server = null) : IDisposable
{
    private readonly SshServer _server = server ?? new();

    public TargetHost Host => new("127.0.0.1") { Port = _server.Port, IdentityFile = _server.UserKey };

    public SshServer Server => _server;

    /// <summary>A server as another host, which is trusted by a file and not by a store.</summary>
    public static TargetHost Of(SshServer server) =>
        new("127.0.0.1") { Port = server.Port, IdentityFile = server.UserKey, KnownHostsFile = server.KnownHosts };

    /// <summary>Makes the host key known to a store, as whoever found it and imported it would.</summary>
    /// <param name="session">The store.</param>
    /// <param name="port">Where it is reached; its own port when null.</param>
    public void Trust(MimSession session, int? port = null)
    {
        var scan = new SshServerScan
        {
            Targets = EndpointTargets.Parse([Host.Name], [], [port ?? _server.Port]), Timeout = TimeSpan.FromSeconds(60),
        };
        using var import = session.Importer.Open(CancellationToken.None);
        foreach (var finding in session.SshKeys.FindAsync(scan, progress: null, CancellationToken.None).ToBlockingEnumerable())
        {
            import.AddFinding(finding, new ImportDocumentation());
        }

        Assert.NotEmpty(import.Complete());
    }

    public void Dispose() => _server.Dispose();
}
