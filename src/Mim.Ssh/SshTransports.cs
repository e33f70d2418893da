using Mim.Core.Ports;
using Mim.Ssh.Shell;

namespace Mim.Ssh;

/// <summary>The transport of a session, which keeps its connections.</summary>
public static class SshTransports
{
    /// <summary>
    /// The system's OpenSSH client; in the full build (MimFeed) with SSH.NET beside it, for the hosts that want a password. Disposable.
    /// </summary>
    public static ISshTransport Shared() =>
#if MIM_FULL
        new SshNet.EitherTransport(new SharedSshTransport(), new SshNet.SshNetTransport());
#else
        new SharedSshTransport();
#endif
}
