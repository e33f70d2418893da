using Mim.Composition.Tests.Services;
using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Revocation;
using Mim.Core.Revocation.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;
using Xunit.Abstractions;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>Authorities and revoked keys delivered to real servers, which accept and refuse by them at once.</summary>
public sealed class SshServerFilesTests : IDisposable
{
    private const int MoreLogins = 12;

    private readonly ITestOutputHelper _output;
    private readonly TestSession _store = new();
    private readonly SshLogin _login;
    private readonly MachineIdentity _authority;
    private readonly Lazy<SshServer[]> _servers =
        new(() => [.. Enumerable.Range(0, 2).Select(_ => new SshServer(null, "TrustedUserCAKeys %d/cas", "RevokedKeys %d/krl"))]);

    public SshServerFilesTests(ITestOutputHelper output)
    {
        _output = output;

        // sshd has the clock of the machine.
        _store.Time.Now = TimeProvider.System.GetUtcNow();
        _login = new SshLogin(_store);
        _authority = Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, default).Identity;
        Ssh.RevocationLists.Publish(path: null, "first", default);
    }

    private SshDesk Ssh => _store.Session.Ssh;

    public void Dispose()
    {
        _store.Dispose();
        foreach (var server in _servers.IsValueCreated ? _servers.Value : [])
        {
            server.Dispose();
        }
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void Certificates_of_a_delivered_authority_log_in_and_revoked_ones_no_longer_here_and_on_other_hosts()
    {
        AddTargets(_servers.Value[0]);

        // One that lacks its list of what is revoked lets nobody in, so that host has another server for who delivers.
        using var elsewhere = new SshServer();
        AddTargets(_servers.Value[1], RemoteLoopback.Of(elsewhere));
        File.WriteAllText(_servers.Value[0]["cas"], "# theirs, without an end");
        var published = Publish();
        Assert.True(published.Outcome == RotationOutcome.Completed, published.Reason);
        Assert.EndsWith("# theirs, without an end", File.ReadAllText(_servers.Value[0]["cas"]), StringComparison.Ordinal);
        var (one, other) = (Issue("one"), Issue("other"));
        Assert.All(_servers.Value, server => Assert.Equal((true, true), (LogsIn(server, one), LogsIn(server, other))));

        Revoke("one");
        Assert.All(Deliver(), delivery => Assert.Null(delivery.Error));
        Assert.All(_servers.Value, server => Assert.Equal((false, true), (LogsIn(server, one), LogsIn(server, other))));
        Assert.Equal(2, _store.Session.Audit.Read(new AuditQuery { Acts = ["DeliverSshRevocationList"] }, default).Count());
        Assert.All(_store.Session.Targets.Find(_authority.Id, default).ToList(), AssertHeld);
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task No_login_of_others_fails_while_lists_are_delivered()
    {
        Array.ForEach(_servers.Value, server => AddTargets(server));
        Publish();
        string[] revoked = ["one", "two", "three"];
        string[] keys = [.. revoked.Select(name => Issue(name))];
        await using var others = new RepeatedLogin(_servers.Value, Issue("never"));
        for (var turn = 0; turn < revoked.Length; turn++)
        {
            await others.MoreAsync(MoreLogins);
            Revoke(revoked[turn]);
            Assert.All(Deliver(), delivery => Assert.Null(delivery.Error));
            Assert.All(_servers.Value, server => Assert.False(LogsIn(server, keys[turn])));
        }

        await others.MoreAsync(MoreLogins);
        others.Tell(_output, "SshRevokedKeys");
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void A_server_that_is_away_keeps_no_other_from_refusing_and_catches_up()
    {
        Array.ForEach(_servers.Value, server => AddTargets(server));
        Publish();
        var one = Issue("one");
        var away = _servers.Value[0]["krl"];
        File.Move(away, away + ".away");
        Directory.CreateDirectory(away);
        Revoke("one");
        Assert.Equal([away], Deliver().Where(delivery => delivery.Error is not null).Select(delivery => delivery.Target.Address));
        Assert.False(LogsIn(_servers.Value[1], one));

        Directory.Delete(away);
        File.Move(away + ".away", away);
        Assert.True(LogsIn(_servers.Value[0], one));
        _store.Time.Now += TimeSpan.FromSeconds(1);
        var repaired = Assert.Single(_store.Session.Rotation.ReconcileAsync(null, new RotationOptions(), default).ToBlockingEnumerable());
        Assert.Equal(RotationOutcome.Completed, repaired.Outcome);
        Assert.False(LogsIn(_servers.Value[0], one));
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void Where_sshd_does_not_take_its_configuration_the_list_stays_as_it_was()
    {
        var server = _servers.Value[0];
        AddTargets(server);
        Publish();
        var before = File.ReadAllBytes(server["krl"]);
        File.AppendAllText(server["sshd_config"], "NoSuchKeyword yes\n");
        Revoke(Issue("one", export: false));
        var delivery = Assert.Single(Deliver());
        Assert.Equal(MimErrorCause.InstallFailed, delivery.Error?.Cause);
        Assert.Contains("NoSuchKeyword", delivery.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(server["krl"]));
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void What_sshd_does_not_read_is_not_proved_and_the_missing_line_is_told()
    {
        var server = _servers.Value[0];
        Add(TargetKind.SshTrustedAuthority, server, "elsewhere");
        var published = Publish();
        Assert.Equal(RotationOutcome.RolledBack, published.Outcome);
        Assert.Contains($"'TrustedUserCAKeys {server["elsewhere"]}'", published.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(server["elsewhere"]));
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void A_client_with_a_delivered_line_knows_every_host_of_the_authority()
    {
        var hosts = Ssh.Authorities.Create(new NewSshAuthority { Name = "hosts", Use = SshAuthorityUse.Host }, default).Identity;
        var key = Ssh.Keys.Issue(new NewSshKey { Name = "web01", IsHostKey = true }, default);
        var path = _login.Export(key, Ssh.Certificates.Issue(
            new NewSshCertificate { Name = "web01", IsForHost = true, KeyName = "web01", Principals = ["127.0.0.1"] }, default));
        using var server = new SshServer([], $"HostKey {path}", $"HostCertificate {path}-cert.pub");
        File.WriteAllText(_store["known"], "web01.corp.test ssh-ed25519 AAAA\r\n");
        var settings = new SshServerSettings { Path = _store["known"], TrustedFor = ["127.0.0.*", "[127.0.0.1]:*"] };
        _store.Session.Targets.Add(new NewTarget { IdentityId = hosts.Id, Kind = TargetKind.SshTrustedAuthority, Settings = settings }, default);
        Assert.NotEqual(0, SshLogin.Run(server.Port, server.UserKey, _store["known"]).ExitCode);
        var published = Assert.Single(_store.Session.Rotation.PublishAsync([hosts.Id], null, default).ToBlockingEnumerable());
        Assert.True(published.Outcome == RotationOutcome.Completed, published.Reason);
        SshLogin.Run(server.Port, server.UserKey, _store["known"]).Succeeded();
        Assert.StartsWith("web01.corp.test ssh-ed25519 AAAA\r\n@cert-authority 127.0.0.*,[127.0.0.1]:* ", File.ReadAllText(_store["known"]), StringComparison.Ordinal);
    }

    private static bool LogsIn(SshServer server, string key) => SshLogin.Run(server.Port, key, server.KnownHosts).ExitCode == 0;

    private void AssertHeld(Target target)
    {
        var test = _store.Session.Targets.TestAsync(target.Id, default).GetAwaiter().GetResult();
        Assert.True(test.Holds, test.Reason);
    }

    private void AddTargets(SshServer server, TargetHost? host = null)
    {
        Add(TargetKind.SshTrustedAuthority, server, "cas", host);
        Add(TargetKind.SshRevokedKeys, server, "krl", host);
    }

    private void Add(TargetKind kind, SshServer server, string file, TargetHost? host = null) => _store.Session.Targets.Add(
        new NewTarget
        {
            IdentityId = _authority.Id,
            Kind = kind,
            Settings = new SshServerSettings { Path = server[file], Configuration = server["sshd_config"], Host = host },
        },
        default);

    private RotationResult Publish()
    {
        _store.Time.Now += TimeSpan.FromSeconds(1);
        return Assert.Single(_store.Session.Rotation.PublishAsync([_authority.Id], null, default).ToBlockingEnumerable());
    }

    private string Issue(string name, bool export = true)
    {
        var identity = Ssh.Certificates.Issue(new NewSshCertificate { Name = name, Principals = [Environment.UserName] }, default);
        return export ? _login.Export(identity, identity) : name;
    }

    private void Revoke(string name)
    {
        var identity = Assert.Single(_store.Session.Identities.Find(new IdentityQuery { Names = [name] }, default));
        _store.Session.Revocation.Revoke(identity.Id, new RevocationRequest(), default);
        Ssh.RevocationLists.Publish(path: null, "next", default);
    }

    private List<SshRevocationDelivery> Deliver() => [.. Ssh.Courier.DeliverAsync(default).ToBlockingEnumerable()];
}
