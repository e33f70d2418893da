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

namespace Mim.Composition.Tests.SshTargets;

/// <summary>Certificates for the host key of a real server, which keeps the key, proved by what it shows.</summary>
public sealed class SshHostCertificateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MimSession _session;
    private readonly Lazy<SshServer> _server = new(() => new SshServer(null, "HostCertificate %d/host-cert.pub"));

    // A server takes its time to begin anew: here the clock of the machine counts.
    public SshHostCertificateTests() => _session = DecoratedSession.Open(_folder["inventory.db"]);

    private SshServer Server => _server.Value;

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
        if (_server.IsValueCreated)
        {
            Server.Dispose();
        }
    }

    [RequiresProgramTheory("sshd", "ssh", "ssh-keygen")]
    [InlineData(false)]
    [InlineData(true)]
    public void A_client_that_trusts_the_authority_knows_the_host_by_each_certificate(bool isElsewhere)
    {
        var host = Deliver(isElsewhere ? RemoteLoopback.Of(Server) : null);
        AssertShown(host, 1);
        using var line = _session.Ssh.Exporter.Export(
            new SshKeyExport { IdentityId = Identity("hosts", IdentityKind.SshAuthority).Id, TrustedFor = ["[127.0.0.1]:*"] }, default);
        File.WriteAllBytes(_folder["known"], line.Span);
        SshLogin.Run(Server.Port, Server.UserKey, _folder["known"]).Succeeded();

        var rotated = Rotate(host);
        Assert.True(rotated.Outcome == RotationOutcome.Completed, rotated.Reason);
        AssertShown(host, 2);
        SshLogin.Run(Server.Port, Server.UserKey, _folder["known"]).Succeeded();
        ProgramRunner.Run("ssh-keygen", "-L", "-f", Server["host-cert.pub"]).Succeeded();

        var undone = _session.Rotation.UndoAsync(rotated.RotationId!.Value, default).GetAwaiter().GetResult();
        Assert.True(undone.Outcome == RotationOutcome.Undone, undone.Reason);
        AssertShown(host, 1);
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void Where_sshd_does_not_take_its_configuration_the_old_certificate_stays()
    {
        var host = Deliver();
        var text = File.ReadAllText(Server["sshd_config"]);
        File.WriteAllText(Server["sshd_config"], text + "NoSuchKeyword yes\n");
        var rotated = Rotate(host);
        Assert.Contains("NoSuchKeyword", rotated.Reason, StringComparison.Ordinal);
        AssertShown(host, 1);
        File.WriteAllText(Server["sshd_config"], text);
        Assert.All(_session.Rotation.ResumeAsync([], default).ToBlockingEnumerable(), result => Assert.Equal(RotationOutcome.RolledBack, result.Outcome));
        AssertShown(host, 1);
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void Where_sshd_cannot_be_reloaded_the_old_certificate_comes_back()
    {
        var host = Deliver();
        Add(host, Settings with { ReloadCommand = ["false"] });
        var rotated = Rotate(host);
        Assert.Equal(RotationOutcome.RolledBack, rotated.Outcome);
        Assert.Contains("not reloaded", rotated.Reason, StringComparison.Ordinal);
        AssertShown(host, 1);
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void A_certificate_that_the_configuration_does_not_name_is_not_left_there()
    {
        var host = Issue();
        Add(host, Settings with { Path = Server["other-cert.pub"] });
        var published = Only(_session.Rotation.PublishAsync([host.Id], null, default));
        Assert.Equal(RotationOutcome.RolledBack, published.Outcome);
        Assert.Contains($"'HostCertificate {Server["other-cert.pub"]}'", published.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(Server["other-cert.pub"]));
    }

    private SshServerSettings Settings => new() { Path = Server["host-cert.pub"], Configuration = Server["sshd_config"] };

    private static RotationResult Only(IAsyncEnumerable<RotationResult> results) => Assert.Single(results.ToBlockingEnumerable());

    private MachineIdentity Deliver(TargetHost? elsewhere = null)
    {
        var host = Issue();
        Add(host, Settings with { Host = elsewhere });
        var published = Only(_session.Rotation.PublishAsync([host.Id], null, default));
        Assert.True(published.Outcome == RotationOutcome.Completed, published.Reason);
        return host;
    }

    private MachineIdentity Issue()
    {
        _session.Ssh.Authorities.Create(new NewSshAuthority { Name = "hosts", Use = SshAuthorityUse.Host }, default);
        var key = File.ReadAllBytes(Server.HostKey("ed25519") + ".pub");
        return _session.Ssh.Certificates.Issue(
            new NewSshCertificate { Name = "web01", IsForHost = true, PublicKey = key, Principals = ["127.0.0.1"] }, default);
    }

    private void Add(MachineIdentity host, SshServerSettings settings) => _session.Targets.Add(
        new NewTarget { IdentityId = host.Id, Kind = TargetKind.SshHostCertificate, Settings = settings }, default);

    private RotationResult Rotate(MachineIdentity host) => Only(_session.Rotation.RotateAsync([host.Id], new RotationOptions(), default));

    private MachineIdentity Identity(string name, IdentityKind kind) =>
        Assert.Single(_session.Identities.Find(new IdentityQuery { Names = [name], Kinds = [kind] }, default));

    private void AssertShown(MachineIdentity host, int number)
    {
        var question = new SshEndpointQuestion(IPAddress.Loopback, Server.Port, TimeSpan.FromSeconds(60));
        var answer = new SshHostKeyProbe().AskAsync(question, default).AsTask().GetAwaiter().GetResult();
        var serials = answer.Keys.Select(key => key.Certificate?.SerialNumber.ToString("X", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains(_session.Identities.Versions(host.Id).Single(version => version.Number == number).SerialNumber, serials);
    }
}
