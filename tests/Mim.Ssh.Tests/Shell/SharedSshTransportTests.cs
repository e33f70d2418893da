using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

[RequiresProgram("ssh", "sshd")]
public sealed class SharedSshTransportTests : SshTransportContract, IAsyncLifetime
{
    private readonly SharedSshTransport _transport = new();

    protected override ISshTransport Transport => _transport;

    // Trusted by lines, as the inventory gives them, and by no file of an account.
    protected override SshDestination Reachable => TestHost.Destination with
    {
        KnownHostsFile = null, KnownHosts = File.ReadAllText(TestHost.Server.KnownHosts),
    };

    protected override IReadOnlyList<(SshDestination Destination, FindingStatus Status)> Unreachable =>
    [
        (Reachable with { Port = 1 }, FindingStatus.Refused),
        (Reachable with { KnownHosts = "" }, FindingStatus.HandshakeFailed),
        (Reachable with { IdentityFile = TestHost.Server.HostKey("ed25519") }, FindingStatus.AccessDenied),
    ];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _transport.DisposeAsync().AsTask();

    [RequiresProgramFact("ssh", "sshd")]
    public async Task Many_programs_go_through_one_connection_which_is_closed_at_the_end()
    {
        using var server = new SshServer();
        var destination = new SshDestination("127.0.0.1")
        {
            Port = server.Port, IdentityFile = server.UserKey, KnownHosts = File.ReadAllText(server.KnownHosts),
        };
        await using (var transport = new SharedSshTransport())
        {
            var programs = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => SayAsync(transport, destination, number)));
            Assert.Equal(["0", "1", "2", "3", "4"], programs);
            Assert.Equal("6", await SayAsync(transport, destination, 6));
            Assert.Equal(1, Logins(server));
        }

        // A connection that somebody held would keep its server.
        Assert.Contains(File.ReadLines(server["log"]), line => line.Contains("disconnected by user", StringComparison.Ordinal));
    }

    private static int Logins(SshServer server) => File.ReadLines(server["log"]).Count(line => line.Contains("Accepted publickey", StringComparison.Ordinal));

    private static async Task<string> SayAsync(SharedSshTransport transport, SshDestination destination, int number)
    {
        await using var shell = await transport.OpenAsync(destination, $"printf %s {number}", CancellationToken.None);
        using var reader = new StreamReader(shell.Output);
        return await reader.ReadToEndAsync();
    }
}
