using System.Diagnostics;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;

namespace Mim.Ssh.Tests.Shell;

/// <summary>A transport to this machine, which counts what it opens.</summary>
/// <param name="disturbance">What the shell does before it hears anything.</param>
internal sealed class LocalShells(string disturbance = "") : ISshTransport
{
    private int _opened;

    public int Opened => _opened;

    public ValueTask<SshShell> OpenAsync(SshDestination destination, string command, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _opened);
        return ShellProcess.StartAsync(
            new ProcessStartInfo("/bin/sh", ["-c", $"{disturbance}\n{command}"]),
            LocalShell.Patience,
            (exitCode, error) => new SshEnd(exitCode, new MachineUnreachableException(FindingStatus.Reset, $"It ended. {error}")),
            cancellationToken);
    }
}
