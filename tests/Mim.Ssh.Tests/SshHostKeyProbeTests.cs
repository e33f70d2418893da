using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Network;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests;

public sealed class SshHostKeyProbeTests
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(30);

    [RequiresProgramFact("sshd", "ssh-keyscan", "ssh-keygen")]
    public async Task Every_host_key_is_shown_as_ssh_keyscan_shows_it()
    {
        using var server = new SshServer(["ed25519", "ecdsa", "rsa"]);
        var answer = await AskAsync(server);
        Assert.Equal((FindingStatus.Found, null), (answer.Status, answer.Detail));
        Assert.StartsWith("SSH-2.0-OpenSSH", answer.Version, StringComparison.Ordinal);
        Assert.True(answer.ConnectTime >= TimeSpan.Zero);
        var scanned = ProgramRunner.Run("ssh-keyscan", "-p", Port(server), "127.0.0.1").Succeeded().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split(' ')[2]);
        Assert.Equal(scanned.Order(), answer.Keys.Select(key => Convert.ToBase64String(key.PublicKey!)).Order());
        Assert.All(answer.Keys, key => Assert.Equal(SshKeyRole.HostKey, key.Role));
    }

    [RequiresProgramFact("sshd", "ssh-keygen")]
    public async Task Host_certificates_are_shown_too()
    {
        using var samples = new SshKeySamples();
        var authority = samples.Generate("ed25519", 256, "ca");
        var certified = samples.Generate("ed25519", 256, "host");
        SshKeySamples.Certify(certified, authority, "-h", "-I", "web01", "-n", "web01.corp.test");
        using var server = new SshServer(["rsa"], $"HostKey {certified}", $"HostCertificate {certified}-cert.pub");
        var answer = await AskAsync(server);
        var certificate = Assert.Single(answer.Keys, key => key.Role == SshKeyRole.HostCertificate);
        Assert.Equal("web01", certificate.Certificate!.KeyId);
        Assert.Equal(SshKeySamples.Listed(authority)[0].Fingerprint, certificate.Certificate.AuthorityFingerprint);
        Assert.Equal(3, answer.Keys.Count);
    }

    /// <summary>Those that the sshd here has too.</summary>
    public static TheoryData<string> Exchanges => [.. KeyExchange.Names.Where(Known)];

    [RequiresProgramTheory("sshd", "ssh-keygen")]
    [MemberData(nameof(Exchanges))]
    public async Task Every_key_exchange_leads_to_the_key(string exchange)
    {
        using var server = new SshServer(["ed25519"], $"KexAlgorithms {exchange}");
        var answer = await AskAsync(server);
        Assert.Equal(SshKeySamples.Listed(server.HostKey("ed25519") + ".pub")[0].Fingerprint, Assert.Single(answer.Keys).SshFingerprint);
    }

    [RequiresProgramFact("sshd", "ssh-keygen")]
    public async Task One_type_of_key_can_be_asked_for()
    {
        using var server = new SshServer(["ed25519", "rsa"], "LogLevel VERBOSE");
        var key = Assert.Single((await AskAsync(server, "ssh-rsa")).Keys);
        Assert.Equal(SshKeySamples.Listed(server.HostKey("rsa") + ".pub")[0].Fingerprint, key.SshFingerprint);
        var other = await AskAsync(server, "ssh-ed25519-cert-v01@openssh.com");
        Assert.Equal(FindingStatus.HandshakeFailed, other.Status);
        Assert.Contains("ssh-ed25519-cert-v01@openssh.com", other.Detail, StringComparison.Ordinal);
        Assert.Empty(other.Keys);
    }

    [Fact]
    public async Task A_server_with_nothing_in_common_is_told_of()
    {
        using var server = new LoopbackServer(async (stream, token) =>
        {
            var connection = new SshConnection(stream);
            await connection.GreetAsync(token);
            await connection.SendAsync(new KexInit(["of-tomorrow"], ["ssh-ed25519"], GuessFollows: false).Encode(), token);
            await stream.CopyToAsync(Stream.Null, token);
        });
        var answer = await AskAsync(server.Port);
        Assert.Equal(FindingStatus.HandshakeFailed, answer.Status);
        Assert.Contains("key exchange", answer.Detail, StringComparison.Ordinal);
        Assert.NotNull(answer.Version);
    }

    /// <summary>sshd in front of too many clients, or of one that came too often, and others.</summary>
    [Theory]
    [InlineData("Exceeded MaxStartups\r\n", FindingStatus.Reset, "'Exceeded MaxStartups'")]
    [InlineData("Not allowed at this time\r\n", FindingStatus.Reset, "'Not allowed at this time'")]
    [InlineData("", FindingStatus.Reset, "closed")]
    [InlineData("220 mail \u001b[31m", FindingStatus.NotSsh, "'220 mail \uFFFD[31m'")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", FindingStatus.NotSsh, "'HTTP/1.1 400 Bad Request'")]
    [InlineData("SSH-1.5-old\r\n", FindingStatus.NotSsh, "'SSH-1.5-old'")]
    public async Task What_it_says_instead_is_quoted(string said, FindingStatus status, string quotation)
    {
        using var server = new LoopbackServer(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(said), token);
            stream.Socket.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null, token);
        });
        var answer = await AskAsync(server.Port);
        Assert.Equal(status, answer.Status);
        Assert.Contains(quotation, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_way_leads_is_told_as_such()
    {
        var question = new SshEndpointQuestion(IPAddress.Broadcast, 22, _timeout);
        Assert.Equal(FindingStatus.Unreachable, (await new SshHostKeyProbe().AskAsync(question, CancellationToken.None)).Status);
    }

    private static ValueTask<SshEndpointAnswer> AskAsync(SshServer server, string? keyType = null) => AskAsync(server.Port, keyType);

    private static ValueTask<SshEndpointAnswer> AskAsync(int port, string? keyType = null) => new SshHostKeyProbe().AskAsync(
        new SshEndpointQuestion(IPAddress.Loopback, port, _timeout) { KeyType = keyType }, CancellationToken.None);

    private static bool Known(string exchange) => ProgramFinder.Find("ssh") is null
        || ProgramRunner.Run("ssh", "-Q", "kex").Succeeded().Output.Split('\n', StringSplitOptions.TrimEntries).Contains(exchange);

    private static string Port(SshServer server) => server.Port.ToString(CultureInfo.InvariantCulture);
}
