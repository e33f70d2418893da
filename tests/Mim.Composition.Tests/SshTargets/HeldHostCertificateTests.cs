using System.Globalization;
using System.Net;
using Mim.Composition.Tests.Services;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Ssh;
using Mim.Testing;
using Mim.Testing.Programs;
using Xunit.Abstractions;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>Host certificates are rotated at servers whose ports a service manager holds, while clients come up to 200 times a second.</summary>
public sealed class HeldHostCertificateTests(ITestOutputHelper output) : IDisposable
{
    private const int Servers = 2;
    private const int Versions = 2;
    private const int Connections = 20;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _running = [];

    public void Dispose()
    {
        _running.AsEnumerable().Reverse().ToList().ForEach(one => one.Dispose());
        _folder.Dispose();
    }

    [RequiresProgramFact("sshd", "ssh-keygen", "perl")]
    public async Task No_key_exchange_fails_and_each_shows_the_old_or_the_new_certificate()
    {
        var session = DecoratedSession.Open(_folder["inventory.db"]);
        _running.Add(session);
        session.Ssh.Authorities.Create(new NewSshAuthority { Name = "hosts", Use = SshAuthorityUse.Host }, default);
        var hosts = Enumerable.Range(1, Servers).Select(number => Start(session, $"web{number}")).ToList();
        Assert.All(session.Rotation.PublishAsync([.. hosts.Select(host => host.Id)], null, default).ToBlockingEnumerable(), AssertCompleted);
        var clients = hosts.Select(host => new HandshakeClient(() => AskAsync(host.Port), 200 / Servers)).ToList();
        await Task.WhenAll(clients.Select(client => client.WaitAsync(Connections)));
        var rotated = session.Rotation.RotateAsync([.. hosts.Select(host => host.Id)], new RotationOptions { ThrottleLimit = Servers }, default);
        Assert.All(rotated.ToBlockingEnumerable(), AssertCompleted);
        await Task.WhenAll(clients.Select(client => client.WaitAsync(Connections)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SshHostCertificate: {clients.Sum(client => client.Rate):0} a second"));
        foreach (var (client, host) in clients.Zip(hosts))
        {
            await client.DisposeAsync();
            Assert.Empty(client.Failures);
            var serials = session.Identities.Versions(host.Id).Select(version => version.SerialNumber!).ToList();
            Assert.Equal(Versions, serials.Count);
            Assert.Equal(serials.ToHashSet(), client.Served.ToHashSet());
            Assert.Equal(serials[^1], client.Served.Last());
        }
    }

    // One key exchange, as a client makes it that wants a certificate.
    private static async Task<(string? Served, string? Failure)> AskAsync(int port)
    {
        var question = new SshEndpointQuestion(IPAddress.Loopback, port, _patience) { KeyType = "ssh-ed25519-cert-v01@openssh.com" };
        var answer = await new SshHostKeyProbe().AskAsync(question, default);
        var shown = answer.Keys.Select(key => key.Certificate).OfType<SshCertificateFacts>().FirstOrDefault();
        return (shown?.SerialNumber.ToString("X", CultureInfo.InvariantCulture), $"{answer.Status}: {answer.Detail}");
    }

    private static void AssertCompleted(RotationResult result) => Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);

    private (Guid Id, int Port) Start(MimSession session, string name)
    {
        var server = new SshServer(null, "HostCertificate %d/host-cert.pub");
        _running.Add(server);
        var held = new HeldSshServer(server);
        _running.Add(held);
        var key = File.ReadAllBytes(server.HostKey("ed25519") + ".pub");
        var host = session.Ssh.Certificates.Issue(
            new NewSshCertificate { Name = name, IsForHost = true, PublicKey = key, Principals = ["127.0.0.1"] }, default);
        var settings = new SshServerSettings
        {
            Path = server["host-cert.pub"],
            Configuration = server["sshd_config"],
            ReloadCommand = ["true"],
            Listeners = [new ServiceListener("127.0.0.1", held.Port)],
        };
        session.Targets.Add(new NewTarget { IdentityId = host.Id, Kind = TargetKind.SshHostCertificate, Settings = settings }, default);
        return (host.Id, held.Port);
    }
}
