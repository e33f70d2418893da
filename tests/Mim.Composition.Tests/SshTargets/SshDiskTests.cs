using System.Net;
using Mim.Composition.Tests.Services;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Revocation;
using Mim.Core.Rotation;
using Mim.Ssh;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>What SSH reads lies on a disk that takes nothing, here and on another host: what was there stays, and is heeded.</summary>
public sealed class SshDiskTests : IDisposable
{
    private const int Kilobytes = 64;

    // A server takes its time to begin anew: here the clock of the machine counts.
    private readonly TemporaryFolder _folder = new();
    private readonly MimSession _session;
    private readonly List<SshServer> _servers = [];
    private readonly List<SmallDisk> _disks = [];

    public SshDiskTests() => _session = DecoratedSession.Open(_folder["inventory.db"]);

    public void Dispose()
    {
        _session.Dispose();
        _servers.ForEach(server => server.Dispose());
        _disks.ForEach(disk => disk.Dispose());
        _folder.Dispose();
    }

    [SmallDiskFact]
    public void A_list_of_keys_of_another_host_keeps_the_old_key()
    {
        var (disk, server) = Start("AuthorizedKeysFile %d/authorized_keys {0}/keys");
        var key = _session.Ssh.Keys.Issue(new NewSshKey { Name = "deploy" }, default);
        Add(key, TargetKind.AuthorizedKeys, new AuthorizedKeysSettings
        {
            Host = RemoteLoopback.Of(server), Account = Environment.UserName, Path = disk["keys"], Configuration = server["sshd_config"],
        });
        Publish(key.Id);
        var old = Export(key);
        See(TargetKind.AuthorizedKeys, isElsewhere: true, disk, () => Rotate(key), () => Assert.True(LogsIn(server, old)), "old");
        Assert.Equal(RotationOutcome.Completed, Rotate(key));
        Assert.False(LogsIn(server, old));
    }

    [SmallDiskTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_host_goes_on_showing_its_certificate(bool isElsewhere)
    {
        var (disk, server) = Start("HostCertificate {0}/host-cert.pub");
        _session.Ssh.Authorities.Create(new NewSshAuthority { Name = "hosts", Use = SshAuthorityUse.Host }, default);
        var key = File.ReadAllBytes(server.HostKey("ed25519") + ".pub");
        var host = _session.Ssh.Certificates.Issue(
            new NewSshCertificate { Name = "web01", IsForHost = true, PublicKey = key, Principals = ["127.0.0.1"] }, default);
        Add(host, TargetKind.SshHostCertificate, SettingsOf(isElsewhere, server, disk["host-cert.pub"]));
        Publish(host.Id);
        See(TargetKind.SshHostCertificate, isElsewhere, disk, () => Rotate(host), () => AssertShown(server, host), "shows the old");
        Assert.Equal(RotationOutcome.Completed, Rotate(host));
        AssertShown(server, host);
    }

    [SmallDiskTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_server_goes_on_trusting_its_authority(bool isElsewhere)
    {
        var (disk, server) = Start("TrustedUserCAKeys {0}/cas");
        var users = _session.Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, default).Identity;
        Add(users, TargetKind.SshTrustedAuthority, SettingsOf(isElsewhere, server, disk["cas"]));
        Publish(users.Id);
        var key = Export(Issue("anna"));
        var next = _session.Ssh.Authorities.Create(_session.Ssh.Authorities.Next("users-2", "users", default), default);
        See(TargetKind.SshTrustedAuthority, isElsewhere, disk, () => Deliver(next.Id).Outcome, () => Assert.True(LogsIn(server, key)), "what it let in");
        Publish(next.Id);
        Assert.Equal(2, File.ReadAllLines(disk["cas"]).Length);
        Assert.True(LogsIn(server, key));
    }

    [SmallDiskTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_server_goes_on_refusing_what_it_refused(bool isElsewhere)
    {
        var (disk, server) = Start("TrustedUserCAKeys %d/cas", "RevokedKeys {0}/krl");
        var users = _session.Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, default).Identity;
        _session.Ssh.Exporter.ExportTo(server["cas"], new SshKeyExport { IdentityId = users.Id }, overwrite: true, default);
        var (one, other, never) = (Issue("one"), Issue("other"), Issue("never"));
        var (oneKey, otherKey, neverKey) = (Export(one), Export(other), Export(never));
        Revoke(one);
        Add(users, TargetKind.SshRevokedKeys, SettingsOf(isElsewhere, server, disk["krl"]));
        Publish(users.Id);
        Revoke(other);
        See(
            TargetKind.SshRevokedKeys,
            isElsewhere,
            disk,
            () => _session.Ssh.Courier.DeliverAsync(default).ToBlockingEnumerable().Single().Error is { Cause: MimErrorCause.InstallFailed }
                ? RotationOutcome.Failed
                : RotationOutcome.Completed,
            () => Assert.Equal((false, true, true), (LogsIn(server, oneKey), LogsIn(server, otherKey), LogsIn(server, neverKey))),
            "as before");
        Assert.Null(_session.Ssh.Courier.DeliverAsync(default).ToBlockingEnumerable().Single().Error);
        Assert.Equal((false, false, true), (LogsIn(server, oneKey), LogsIn(server, otherKey), LogsIn(server, neverKey)));
    }

    private static bool LogsIn(SshServer server, string key) => SshLogin.Run(server.Port, key, server.KnownHosts).ExitCode == 0;

    /// <summary>Both ways in which a disk takes nothing, as the table of docs/delivery.md tells them.</summary>
    private static void See(TargetKind kind, bool isElsewhere, SmallDisk disk, Func<RotationOutcome> deliver, Action assertAsBefore, string afterwards)
    {
        See(DeliveryCase.FullDisk, disk.Fill, disk.Free);
        See(DeliveryCase.ReadOnlyDisk, disk.MakeReadOnly, disk.MakeWritable);

        void See(string name, Action begin, Action end)
        {
            begin();
            var outcome = deliver();
            assertAsBefore();
            end();
            DeliveryTable.AssertSaysOfSsh($"{kind}{(isElsewhere ? ", other host" : "")}", name, $"{outcome}", afterwards);
        }
    }

    /// <summary>A server, some of whose files lie on a disk of their own; <c>{0}</c> stands for it.</summary>
    private (SmallDisk Disk, SshServer Server) Start(params IEnumerable<string> settings)
    {
        var disk = new SmallDisk(Kilobytes);
        _disks.Add(disk);
        var server = new SshServer(null, [.. settings.Select(line => line.Replace("{0}", disk.Path, StringComparison.Ordinal))]);
        _servers.Add(server);
        return (disk, server);
    }

    // One that lacks its list of what is revoked lets nobody in, so that host has another server for who delivers.
    private TargetHost? HostOf(bool isElsewhere)
    {
        if (!isElsewhere)
        {
            return null;
        }

        _servers.Add(new SshServer());
        return RemoteLoopback.Of(_servers[^1]);
    }

    private SshServerSettings SettingsOf(bool isElsewhere, SshServer server, string path) => new()
    {
        Host = HostOf(isElsewhere),
        Path = path,
        Configuration = server["sshd_config"],
    };

    private void Add(MachineIdentity identity, TargetKind kind, TargetSettings settings) =>
        _session.Targets.Add(new NewTarget { IdentityId = identity.Id, Kind = kind, Settings = settings }, default);

    private void Publish(Guid id)
    {
        var published = Deliver(id);
        Assert.True(published.Outcome == RotationOutcome.Completed, published.Reason);
    }

    private RotationResult Deliver(Guid id) => Assert.Single(_session.Rotation.PublishAsync([id], null, default).ToBlockingEnumerable());

    private RotationOutcome Rotate(MachineIdentity identity)
    {
        var rotation = _session.Rotation.RotateAsync([identity.Id], new RotationOptions { Force = true }, default);
        var result = Assert.Single(rotation.ToBlockingEnumerable());

        // Nothing was written, so nothing can resist when it is taken back.
        Assert.True(result.Outcome != RotationOutcome.Failed, result.Reason);
        return result.Outcome;
    }

    private MachineIdentity Issue(string name) =>
        _session.Ssh.Certificates.Issue(new NewSshCertificate { Name = name, Principals = [Environment.UserName] }, default);

    /// <summary>Writes the key of an identity, and the certificate that it is, as ssh looks for them; gives the path of the key.</summary>
    private string Export(MachineIdentity identity)
    {
        var path = _folder[identity.Name];
        var export = new SshKeyExport { IdentityId = identity.Id };
        _session.Ssh.Exporter.ExportTo(path, export with { IncludePrivateKey = true }, overwrite: true, default);
        if (identity.Kind == IdentityKind.SshCertificate)
        {
            _session.Ssh.Exporter.ExportTo($"{path}-cert.pub", export, overwrite: true, default);
        }

        return path;
    }

    private void Revoke(MachineIdentity identity)
    {
        _session.Revocation.Revoke(identity.Id, new RevocationRequest(), default);
        _session.Ssh.RevocationLists.Publish(path: null, "test", default);
    }

    private void AssertShown(SshServer server, MachineIdentity host)
    {
        var question = new SshEndpointQuestion(IPAddress.Loopback, server.Port, TimeSpan.FromSeconds(60));
        var answer = new SshHostKeyProbe().AskAsync(question, default).AsTask().GetAwaiter().GetResult();
        var serials = answer.Keys.Select(key => key.Certificate?.SerialNumber.ToString("X", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains(_session.Identities.Get(host.Id).SerialNumber, serials);
    }
}
