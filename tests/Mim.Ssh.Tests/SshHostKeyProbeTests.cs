using System.Globalization;
using System.Net;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Network;
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

    public static TheoryData<string> Exchanges => [.. KeyExchange.Names];

    [RequiresProgramTheory("sshd", "ssh-keygen")]
    [MemberData(nameof(Exchanges))]
    public async Task Every_key_exchange_leads_to_the_key(string exchange)
    {
        using var server = new SshServer(["ed25519"], $"KexAlgorithms {exchange}");
        var answer = await AskAsync(server);
        Assert.Equal(SshKeySamples.Listed(server.HostKey("ed25519") + ".pub")[0].Fingerprint, Assert.Single(answer.Keys).SshFingerprint);
    }

    [RequiresProgramFact("sshd", "ssh-keygen")]
    public async Task A_server_with_nothing_in_common_is_told_of()
    {
        using var server = new SshServer(["ed25519"], "KexAlgorithms sntrup761x25519-sha512@openssh.com");
        var answer = await AskAsync(server);
        Assert.Equal(FindingStatus.HandshakeFailed, answer.Status);
        Assert.Contains("key exchange", answer.Detail, StringComparison.Ordinal);
        Assert.NotNull(answer.Version);
    }

    private static ValueTask<SshEndpointAnswer> AskAsync(SshServer server) =>
        new SshHostKeyProbe().AskAsync(new SshEndpointQuestion(IPAddress.Loopback, server.Port, _timeout), CancellationToken.None);

    private static string Port(SshServer server) => server.Port.ToString(CultureInfo.InvariantCulture);
}
