using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;

namespace Mim.Ssh;

/// <summary>What targets of another host are worked on with.</summary>
public static class SshHostTools
{
    /// <param name="transport">Best one that keeps its connections.</param>
    /// <param name="destination">The host.</param>
    /// <param name="time">Measures how long programs take.</param>
    public static HostTools Of(ISshTransport transport, SshDestination destination, TimeProvider time)
    {
        var files = new SshTargetFiles(transport, destination);
        return new HostTools(new SshHostFiles(transport, destination), new SshCommandRunner(transport, destination, time))
        {
            Listens = destination.Host, TargetFiles = files, Previous = files,
        };
    }
}
