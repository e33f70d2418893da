using System.Collections.Concurrent;
using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;

namespace Mim.Ssh;

/// <summary>The hosts that a session works on. Disposing it ends its shells there; the connections are the transport's.</summary>
/// <param name="transport">Best one that keeps its connections.</param>
/// <param name="time">Measures how long programs take.</param>
public sealed class SshHosts(ISshTransport transport, TimeProvider time) : IDisposable
{
    private readonly ConcurrentBag<HostShell> _shells = [];

    /// <summary>What targets of one host are worked on with.</summary>
    public HostTools ToolsOf(SshDestination destination)
    {
        var shell = new HostShell(transport, destination, time);
        _shells.Add(shell);
        var files = new SshTargetFiles(shell);
        return new HostTools(new SshHostFiles(shell), new SshCommandRunner(transport, shell, time))
        {
            Listens = destination.Host, TargetFiles = files, Previous = files,
        };
    }

    public void Dispose() => Task.WhenAll(_shells.Select(shell => shell.DisposeAsync().AsTask())).GetAwaiter().GetResult();
}
