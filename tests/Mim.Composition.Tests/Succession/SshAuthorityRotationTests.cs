using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Succession;

/// <summary>An authority of SSH is replaced while clients log in again and again, by certificates of the old one and of the next.</summary>
public sealed class SshAuthorityRotationTests : IDisposable
{
    private const int Servers = 2;
    private const int MoreLogins = 2;

    private readonly TestSession _store = new();
    private readonly SshLogin _login;
    private readonly List<SshServer> _servers = [];

    public SshAuthorityRotationTests()
    {
        // sshd has the clock of the machine.
        _store.Time.Now = TimeProvider.System.GetUtcNow();
        _login = new SshLogin(_store);
    }

    private SshDesk Ssh => _store.Session.Ssh;

    public void Dispose()
    {
        _servers.ForEach(server => server.Dispose());
        _store.Dispose();
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task No_login_fails_on_the_way_from_one_authority_of_users_to_the_next()
    {
        _servers.AddRange(Enumerable.Range(0, Servers).Select(_ => new SshServer(null, "TrustedUserCAKeys %d/cas")));
        var users = Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, default);
        _servers.ForEach(server => AddTarget(users, new SshServerSettings { Path = server["cas"], Configuration = server["sshd_config"] }));
        Publish(users);
        var (ours, theirs) = (Issue("ours", null), Issue("theirs", null));

        // One fetches the next certificate as soon as it is issued; the other has the old one as long as it is trusted.
        List<RelyingParty> renewed = [.. LoggingIn(ours)];
        List<RelyingParty> late = [.. LoggingIn(theirs)];
        try
        {
            await MoreAsync([.. renewed, .. late]);
            var next = Prepare(users, "users-2");
            await MoreAsync([.. renewed, .. late]);
            Publish(next);
            await MoreAsync([.. renewed, .. late]);
            Set(next, AuthorityState.Active);
            Rotate(ours);
            await EndAsync(renewed);
            renewed.AddRange(LoggingIn(ours));
            await MoreAsync([.. renewed, .. late]);
            Set(users, AuthorityState.Tainted);
            Assert.Equal("users-2", Issue("another", "users").Authority);
            Rotate(theirs);
            await MoreAsync([.. renewed, .. late]);
            await EndAsync(late);
            Set(users, AuthorityState.Retired);
            Publish(next);
            await MoreAsync(renewed);
        }
        finally
        {
            await EndAsync(renewed);
            await EndAsync(late);
        }

        // Its file has the certificate of the old authority still.
        Assert.All(_servers, server => Assert.NotEqual(0, SshLogin.Run(server.Port, _store["id-theirs"], server.KnownHosts).ExitCode));
        Assert.All(_servers, server => Assert.Single(File.ReadAllLines(server["cas"])));
        var current = _login.Export(Now(theirs), Now(theirs));
        Assert.All(_servers, server => SshLogin.Run(server.Port, current, server.KnownHosts).Succeeded());
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task No_client_doubts_a_host_on_the_way_from_one_authority_of_hosts_to_the_next()
    {
        var server = new SshServer(null, "HostCertificate %d/host-cert.pub");
        _servers.Add(server);
        var hosts = Ssh.Authorities.Create(new NewSshAuthority { Name = "hosts", Use = SshAuthorityUse.Host }, default);
        var key = await File.ReadAllBytesAsync(server.HostKey("ed25519") + ".pub");
        var host = Ssh.Certificates.Issue(
            new NewSshCertificate { Name = "web01", IsForHost = true, PublicKey = key, Principals = ["127.0.0.1"] }, default);
        var shown = new SshServerSettings
        {
            Path = server["host-cert.pub"], Configuration = server["sshd_config"], Listeners = [new ServiceListener("127.0.0.1", server.Port)],
        };
        _store.Session.Targets.Add(new NewTarget { IdentityId = host.Id, Kind = TargetKind.SshHostCertificate, Settings = shown }, default);
        File.Delete(server.KnownHosts);
        AddTarget(hosts, new SshServerSettings { Path = server.KnownHosts, TrustedFor = ["[127.0.0.1]:*", "127.0.0.1"] });
        Publish(hosts);
        Publish(host);

        void LogIn() => SshLogin.Run(server.Port, server.UserKey, server.KnownHosts).Succeeded();

        LogIn();
        var next = Prepare(hosts, "hosts-2");
        LogIn();
        Publish(next);
        Set(next, AuthorityState.Active);
        LogIn();

        // sshd closes its port for a moment when it begins anew, and so no client comes meanwhile.
        Rotate(host);
        LogIn();
        Set(hosts, AuthorityState.Tainted);
        Set(hosts, AuthorityState.Retired);
        LogIn();
        Publish(next);
        LogIn();
        Assert.Single(await File.ReadAllLinesAsync(server.KnownHosts));
    }

    /// <summary>At every server, with the certificate that is current now.</summary>
    private IEnumerable<RelyingParty> LoggingIn(MachineIdentity identity)
    {
        var path = _login.Export(Now(identity), Now(identity));
        return _servers.Select(server => new RelyingParty(() => SshLogin.Run(server.Port, path, server.KnownHosts)));
    }

    private static Task MoreAsync(IEnumerable<RelyingParty> parties) => Task.WhenAll(parties.Select(party => party.WaitAsync(MoreLogins)));

    private static async Task EndAsync(List<RelyingParty> parties)
    {
        foreach (var party in parties)
        {
            await party.DisposeAsync();
            Assert.Empty(party.Failures);
        }

        parties.Clear();
    }

    private SshAuthority Prepare(SshAuthority replaced, string name) => Ssh.Authorities.Create(Ssh.Authorities.Next(name, replaced.Name, default), default);

    private void AddTarget(SshAuthority authority, SshServerSettings settings) => _store.Session.Targets.Add(
        new NewTarget { IdentityId = authority.Id, Kind = TargetKind.SshTrustedAuthority, Settings = settings }, default);

    private MachineIdentity Issue(string name, string? authority) =>
        Ssh.Certificates.Issue(new NewSshCertificate { Name = name, Authority = authority, Principals = [Environment.UserName] }, default);

    private MachineIdentity Now(MachineIdentity identity) => _store.Session.Identities.Get(identity.Id);

    private void Publish(SshAuthority authority) => Publish(authority.Identity);

    private void Publish(MachineIdentity identity) => Completed(_store.Session.Rotation.PublishAsync([identity.Id], null, default));

    private void Rotate(MachineIdentity identity) => Completed(_store.Session.Rotation.RotateAsync([identity.Id], new RotationOptions(), default));

    private void Completed(IAsyncEnumerable<RotationResult> results)
    {
        _store.Time.Now += TimeSpan.FromSeconds(1);
        var result = Assert.Single(results.ToBlockingEnumerable());
        Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);
    }

    private void Set(SshAuthority authority, AuthorityState state) =>
        _store.Session.Succession.SetAsync(authority.Id, state, isForced: false, default).GetAwaiter().GetResult();
}
