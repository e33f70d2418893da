using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Ports;
using Mim.Pki.Keys;
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

    [RequiresProgramFact("ssh", "sshd", "ssh-keygen")]
    public async Task A_host_that_is_not_known_is_refused_with_the_key_that_it_shows()
    {
        var told = ProgramRunner.Run("ssh-keygen", "-l", "-f", TestHost.Server.HostKey("ed25519")).Succeeded().Output.Split(' ')[1];
        var place = $"[127.0.0.1]:{TestHost.Server.Port}";
        var unknown = await TroubleAsync(Reachable with { KnownHosts = "" });
        Assert.StartsWith($"No host key of {place} is known; it shows ssh-ed25519 {told}.", unknown.Message, StringComparison.Ordinal);

        var other = File.ReadAllText(TestHost.Server.UserKey + ".pub");
        var changed = await TroubleAsync(Reachable with { KnownHosts = $"{place} {other}" });
        Assert.Equal(FindingStatus.HandshakeFailed, changed.Status);
        Assert.StartsWith($"{place} SHOWS ANOTHER HOST KEY THAN THE ONE THAT IS KNOWN: ssh-ed25519 {told}.", changed.Message, StringComparison.Ordinal);
    }

    [RequiresProgramFact("ssh", "sshd")]
    public async Task The_one_on_the_way_is_named_where_that_is_not_known()
    {
        using var far = new SshServer();
        var trouble = await TroubleAsync(Reachable with
        {
            Port = far.Port, KnownHosts = File.ReadAllText(far.KnownHosts), JumpHost = $"127.0.0.1:{TestHost.Server.Port}",
        });
        Assert.StartsWith($"No host key of [127.0.0.1]:{TestHost.Server.Port} is known", trouble.Message, StringComparison.Ordinal);
    }

    [RequiresProgramFact("ssh", "sshd")]
    public async Task A_key_of_the_inventory_logs_in_at_the_end_and_on_the_way()
    {
        using var signer = new KeyFactory().Generate(KeyAlgorithm.Ed25519);
        using var far = new SshServer();
        using var near = new SshServer();
        var blob = new SshKeyEncoder().EncodePublic(signer.SubjectPublicKeyInfo);
        foreach (var server in new[] { near, far })
        {
            File.WriteAllText(server["authorized_keys"], new SshKeyEncoder().FormatPublic(SshKeyFormat.OpenSsh, blob, "ours"));
        }

        var destination = new SshDestination("127.0.0.1")
        {
            Port = far.Port,
            JumpHost = $"127.0.0.1:{near.Port}",
            KnownHosts = File.ReadAllText(near.KnownHosts) + File.ReadAllText(far.KnownHosts),
            Credential = new SshKeyCredential("deploy", Guid.NewGuid(), blob, () => new BorrowedKey(signer)),
        };
        Assert.Equal("1", await SayAsync(_transport, destination, 1));
        Assert.Equal((1, 1), (Logins(near), Logins(far)));
    }

    [Fact]
    public async Task A_password_is_refused_and_the_build_is_named_that_takes_it()
    {
        var credential = new SshPasswordCredential("web01 login", Guid.NewGuid(), () => throw new InvalidOperationException("It is not even looked at."));
        var error = await Assert.ThrowsAsync<MimException>(
            () => _transport.OpenAsync(new SshDestination("web01") { Credential = credential }, "true", CancellationToken.None).AsTask());
        Assert.Equal(MimErrorCause.Unsupported, error.Cause);
        Assert.Contains("SSH.NET", error.Message, StringComparison.Ordinal);
    }

    private async Task<MachineUnreachableException> TroubleAsync(SshDestination destination)
    {
        await using var shell = await _transport.OpenAsync(destination, "true", CancellationToken.None);
        return await shell.TroubleAsync(CancellationToken.None);
    }

    private static int Logins(SshServer server) => File.ReadLines(server["log"]).Count(line => line.Contains("Accepted publickey", StringComparison.Ordinal));

    private static async Task<string> SayAsync(SharedSshTransport transport, SshDestination destination, int number)
    {
        await using var shell = await transport.OpenAsync(destination, $"printf %s {number}", CancellationToken.None);
        using var reader = new StreamReader(shell.Output);
        return await reader.ReadToEndAsync();
    }
}
