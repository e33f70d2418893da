using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;
using Mim.Testing;
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
        await using var shell = await Transport.OpenAsync(Reachable with { JumpHost = $"localhost:{TestHost.Server.Port}" }, "true", CancellationToken.None);
        Assert.Equal(0, await shell.Output.ReadAsync(new byte[1]));
        Assert.Equal(FindingStatus.HandshakeFailed, (await shell.TroubleAsync(CancellationToken.None)).Status);
    }

    [RequiresProgramFact("ssh", "sshd")]
    public async Task Jump_hosts_are_gone_through_with_the_same_keys_and_known_hosts()
    {
        using var near = new SshServer();
        using var far = new SshServer();
        using var folder = new TemporaryFolder();
        var key = File.ReadAllText(TestHost.Server.UserKey + ".pub");
        foreach (var server in new[] { near, far })
        {
            File.WriteAllText(server["authorized_keys"], key);
        }

        // A name of a file that a shell, a configuration and a proxy command would each take for something else.
        var known = folder["it's 50%h"];
        File.WriteAllLines(known, new[] { TestHost.Server, near, far }.SelectMany(server => File.ReadLines(server.KnownHosts)));
        var destination = Reachable with
        {
            Port = far.Port, KnownHostsFile = known, JumpHost = $"127.0.0.1:{TestHost.Server.Port},{Environment.UserName}@[127.0.0.1]:{near.Port}",
        };
        await using var shell = await Transport.OpenAsync(destination, "printf %s \"$SSH_CONNECTION\"", CancellationToken.None);
        using var reader = new StreamReader(shell.Output);
        var output = await reader.ReadToEndAsync();
        var end = await shell.EndAsync(CancellationToken.None);
        Assert.True(output.EndsWith($"127.0.0.1 {far.Port}", StringComparison.Ordinal), output + end.Trouble.Message);
        Assert.All([TestHost.Server, near, far], server => Assert.Contains("Accepted publickey", File.ReadAllText(server["log"]), StringComparison.Ordinal));
    }
}
