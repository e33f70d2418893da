using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

[RequiresProgram("ssh", "sshd")]
public sealed class OpenSshTransportTests : SshTransportContract
{
    protected override ISshTransport Transport { get; } = new OpenSshTransport();

    protected override SshDestination Reachable => TestHost.Destination;

    protected override IReadOnlyList<(SshDestination Destination, FindingStatus Status)> Unreachable =>
    [
        (Reachable with { Port = 1 }, FindingStatus.Refused),
        (Reachable with { KnownHostsFile = "/dev/null" }, FindingStatus.HandshakeFailed),
        (Reachable with { IdentityFile = TestHost.Server.HostKey("ed25519") }, FindingStatus.AccessDenied),
        (Reachable with { Host = "no-such-host.invalid" }, FindingStatus.NoSuchHost),
    ];

    [RequiresProgramFact("ssh", "sshd")]
    public async Task A_jump_host_that_is_not_known_asks_nobody()
    {
        await using var shell = Transport.Open(Reachable with { JumpHost = $"localhost:{TestHost.Server.Port}" });
        Assert.Equal(0, await shell.Output.ReadAsync(new byte[1]));
        Assert.Equal(FindingStatus.HandshakeFailed, (await shell.TroubleAsync(CancellationToken.None)).Status);
    }
}
