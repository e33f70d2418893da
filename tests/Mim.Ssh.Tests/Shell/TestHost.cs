using Mim.Core.Discovery.Ssh;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

/// <summary>One sshd for all tests that log in somewhere.</summary>
internal static class TestHost
{
    private static readonly Lazy<SshServer> _server = new(() => new SshServer());

    public static SshServer Server => _server.Value;

    public static SshDestination Destination => new("127.0.0.1")
    {
        Port = Server.Port,
        IdentityFile = Server.UserKey,
        KnownHostsFile = Server.KnownHosts,
    };
}
