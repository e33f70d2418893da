using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Ssh.Shell;

/// <summary>
/// The system's OpenSSH client with a connection for each program, its configuration, agent and known hosts. It never asks and writes
/// no known hosts.
/// </summary>
public sealed class OpenSshTransport : ISshTransport
{
    public ValueTask<SshShell> OpenAsync(SshDestination destination, string command, CancellationToken cancellationToken) =>
        OpenSshProcess.StartAsync(new OpenSshArguments(destination).For(command), destination.Timeout, cancellationToken);
}
