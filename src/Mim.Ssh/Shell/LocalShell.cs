using System.Diagnostics;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>The shell of this machine.</summary>
internal static class LocalShell
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static ValueTask<SshShell> OpenAsync(CancellationToken cancellationToken) => ShellProcess.StartAsync(
        new ProcessStartInfo("/bin/sh", ["-s"]),
        Patience,
        (exitCode, _) => new SshEnd(exitCode, new MachineUnreachableException(FindingStatus.Reset, "The shell ended.")),
        cancellationToken);
}
