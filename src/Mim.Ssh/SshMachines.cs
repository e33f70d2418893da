using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;

namespace Mim.Ssh;

/// <summary>This machine by its own shell, or its file system on Windows; others by a shell over SSH.</summary>
public sealed class SshMachines(ISshTransport transport) : ISshMachines
{
    private static readonly TimeSpan _localPatience = TimeSpan.FromMinutes(1);

    public ISshMachine Open(SshDestination? destination) =>
        destination is not null ? new ShellMachine(transport.Open(destination), isWhole: false, destination.Timeout)
        : OperatingSystem.IsWindows() ? new WindowsMachine()
        : new ShellMachine(LocalShell.Open(), isWhole: true, _localPatience);
}
