using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.SshNet;
using Mim.Ssh.Tests.Shell;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.SshNet;

[RequiresProgram("sshd")]
public sealed class SshNetTransportTests : SshTransportContract, IDisposable
{
    private readonly SshNetTransport _transport = new();

    protected override ISshTransport Transport => _transport;

    protected override SshDestination Reachable => TestHost.Destination with
    {
        KnownHostsFile = null, KnownHosts = File.ReadAllText(TestHost.Server.KnownHosts),
    };

    protected override IReadOnlyList<(SshDestination Destination, FindingStatus Status)> Unreachable =>
    [
        (Reachable with { Port = 1 }, FindingStatus.Refused),
        (Reachable with { KnownHosts = "" }, FindingStatus.HandshakeFailed),
        (Reachable with { IdentityFile = TestHost.Server.HostKey("ed25519") }, FindingStatus.AccessDenied),
        (Reachable with { Host = "no-such-host.invalid" }, FindingStatus.NoSuchHost),
    ];

    public void Dispose() => _transport.Dispose();

    [RequiresProgramFact("sshd")]
    public async Task Many_programs_go_through_one_connection_which_is_made_again_when_it_broke()
    {
        using var server = new SshServer();
        var destination = Reachable with { Port = server.Port, IdentityFile = server.UserKey, KnownHosts = File.ReadAllText(server.KnownHosts) };
        Assert.Equal(["0", "1", "2"], await Task.WhenAll(Enumerable.Range(0, 3).Select(number => SayAsync(destination, $"printf %s {number}"))));
        Assert.Equal(1, Logins(server));

        // Its own session on the server is ended by what runs in it.
        await SayAsync(destination, "kill -9 $PPID");
        Assert.Equal("back", await SayAsync(destination, "printf back"));
        Assert.Equal(2, Logins(server));
    }

    [RequiresProgramFact("sshd")]
    public async Task What_it_cannot_do_is_refused_by_name()
    {
        foreach (var destination in new[] { Reachable with { JumpHost = "jump.invalid" }, Reachable with { IdentityFile = null } })
        {
            var error = await Assert.ThrowsAsync<MimException>(() => _transport.OpenAsync(destination, "true", CancellationToken.None).AsTask());
            Assert.Equal((MimErrorCause.Unsupported, "127.0.0.1"), (error.Cause, error.Subject));
        }
    }

    [RequiresProgramFact("sshd")]
    public async Task A_host_key_of_a_type_that_is_known_is_asked_for_where_there_are_several()
    {
        using var server = new SshServer(["ed25519", "ecdsa", "rsa"]);
        foreach (var line in File.ReadAllLines(server.KnownHosts))
        {
            var destination = Reachable with { Port = server.Port, IdentityFile = server.UserKey, KnownHosts = line };
            Assert.Equal("in", await SayAsync(destination, "printf in"));
        }
    }

    private static int Logins(SshServer server) => File.ReadLines(server["log"]).Count(line => line.Contains("Accepted publickey", StringComparison.Ordinal));

    private async Task<string> SayAsync(SshDestination destination, string command)
    {
        await using var shell = await _transport.OpenAsync(destination, command, CancellationToken.None);
        using var reader = new StreamReader(shell.Output);
        var said = await reader.ReadToEndAsync();
        var end = await shell.EndAsync(CancellationToken.None);
        return end.ExitCode == 0 ? said : end.Trouble.Message;
    }
}
