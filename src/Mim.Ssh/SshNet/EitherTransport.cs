using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;

namespace Mim.Ssh.SshNet;

/// <summary>Passwords by SSH.NET, all else by the system's OpenSSH client, which knows its configuration, agents and jump hosts.</summary>
/// <param name="keys">Is disposed with this one, as is the other.</param>
/// <param name="passwords">For hosts that are logged in to with a password.</param>
internal sealed class EitherTransport(SharedSshTransport keys, SshNetTransport passwords) : ILogsInWithPasswords, IDisposable
{
    public ValueTask<SshShell> OpenAsync(SshDestination destination, string command, CancellationToken cancellationToken) =>
        destination.Credential is SshPasswordCredential
            ? passwords.OpenAsync(destination, command, cancellationToken)
            : keys.OpenAsync(destination, command, cancellationToken);

    public void Dispose()
    {
        keys.Dispose();
        passwords.Dispose();
    }
}
