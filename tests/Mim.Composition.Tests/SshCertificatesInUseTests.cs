using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Revocation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests;

/// <summary>Certificates that a store issued, before a real sshd and a real ssh.</summary>
public sealed class SshCertificatesInUseTests : IDisposable
{
    private static readonly KeyAlgorithm[] _algorithms =
        [KeyAlgorithm.Ed25519, KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP384, KeyAlgorithm.EcdsaP521, KeyAlgorithm.Rsa3072];

    private readonly TestSession _store = new();
    private readonly SshLogin _login;

    public SshCertificatesInUseTests()
    {
        // sshd has the clock of the machine.
        _store.Time.Now = TimeProvider.System.GetUtcNow();
        _login = new SshLogin(_store);
    }

    private SshDesk Ssh => _store.Session.Ssh;

    public void Dispose() => _store.Dispose();

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void A_login_with_keys_and_authorities_of_every_algorithm_is_accepted()
    {
        var authorities = _algorithms.Select(algorithm => Ssh.Authorities.Create(new NewSshAuthority { Name = $"ca-{algorithm}", KeyAlgorithm = algorithm }, default)).ToList();
        File.WriteAllLines(_store["authorities"], authorities.Select(authority => authority.PublicKey));
        using var server = new SshServer(null, $"TrustedUserCAKeys {_store["authorities"]}");
        foreach (var algorithm in _algorithms)
        {
            var key = Ssh.Keys.Issue(new NewSshKey { Name = $"key-{algorithm}", KeyAlgorithm = algorithm }, default);
            var wanted = new NewSshCertificate
            {
                Name = $"cert-{algorithm}", KeyName = key.Name, Principals = [Environment.UserName], Authority = $"ca-{algorithm}",
            };
            var path = _login.Export(key, Ssh.Certificates.Issue(wanted, default));
            Assert.Equal("in\n", SshLogin.Run(server.Port, path, server.KnownHosts).Succeeded().Output);
        }
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void What_a_certificate_forbids_sshd_forbids()
    {
        var authority = Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, default);
        File.WriteAllText(_store["authorities"], authority.PublicKey + "\n");
        using var server = new SshServer(null, $"TrustedUserCAKeys {_store["authorities"]}");

        Assert.Equal("forced\n", Login("forced", new NewSshCertificate { Name = "", CriticalOptions = [new("force-command", "echo forced")] }).Succeeded().Output);
        Assert.Equal("in\n", Login("here", new NewSshCertificate { Name = "", CriticalOptions = [new("source-address", "127.0.0.0/8,::1")] }).Succeeded().Output);
        Assert.NotEqual(0, Login("elsewhere", new NewSshCertificate { Name = "", CriticalOptions = [new("source-address", "192.0.2.0/24")] }).ExitCode);
        Assert.NotEqual(0, Login("other", new NewSshCertificate { Name = "", Principals = ["somebody-else"] }).ExitCode);

        ProgramResult Login(string name, NewSshCertificate wanted)
        {
            var principals = wanted.Principals.Count > 0 ? wanted.Principals : [Environment.UserName];
            var identity = Ssh.Certificates.Issue(wanted with { Name = name, Principals = principals }, default);
            return SshLogin.Run(server.Port, _login.Export(identity, identity), server.KnownHosts);
        }
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void A_client_that_trusts_the_authority_knows_every_host_of_it()
    {
        var authority = Ssh.Authorities.Create(new NewSshAuthority { Name = "hosts", Use = SshAuthorityUse.Host }, default);
        var key = Ssh.Keys.Issue(new NewSshKey { Name = "web01", IsHostKey = true, KeyAlgorithm = KeyAlgorithm.EcdsaP256 }, default);
        var wanted = new NewSshCertificate { Name = "web01", IsForHost = true, KeyName = "web01", Principals = ["127.0.0.1"] };
        var path = _login.Export(key, Ssh.Certificates.Issue(wanted, default));
        var strange = Ssh.Certificates.Issue(wanted with { Name = "web02", Principals = ["192.0.2.1"] }, default);
        var strangePath = _login.Export(key, strange);
        File.WriteAllText(_store["known_hosts"], _login.Line(authority.Id, "*"));
        using var server = new SshServer([], $"HostKey {path}", $"HostCertificate {path}-cert.pub");
        using var other = new SshServer([], $"HostKey {strangePath}", $"HostCertificate {strangePath}-cert.pub");

        Assert.Equal("in\n", SshLogin.Run(server.Port, server.UserKey, _store["known_hosts"]).Succeeded().Output);
        Assert.NotEqual(0, SshLogin.Run(other.Port, other.UserKey, _store["known_hosts"]).ExitCode);
        File.WriteAllText(_store["known_hosts"], "");
        Assert.NotEqual(0, SshLogin.Run(server.Port, server.UserKey, _store["known_hosts"]).ExitCode);
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void What_is_revoked_does_not_log_in_any_more()
    {
        var authority = Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, default);
        File.WriteAllText(_store["authorities"], authority.PublicKey + "\n");
        Ssh.RevocationLists.Publish(_store["krl"], "before", default);
        using var server = new SshServer(null, $"TrustedUserCAKeys {_store["authorities"]}", $"RevokedKeys {_store["krl"]}");
        var key = Ssh.Keys.Issue(new NewSshKey { Name = "plain" }, default);
        File.AppendAllText(server["authorized_keys"], _login.Line(key.Id));
        var logins = new Dictionary<Guid, string> { [key.Id] = _login.Export(key, key) };
        File.Delete(_login.Export(key, key) + "-cert.pub");
        foreach (var name in new[] { "one", "two", "three" })
        {
            var certificate = Ssh.Certificates.Issue(new NewSshCertificate { Name = name, Principals = [Environment.UserName] }, default);
            logins[certificate.Id] = _login.Export(certificate, certificate);
        }

        Assert.All(logins.Values, path => Assert.Equal("in\n", SshLogin.Run(server.Port, path, server.KnownHosts).Succeeded().Output));
        var ids = logins.Keys.ToList();
        foreach (var id in ids[..3])
        {
            _store.Session.Revocation.Revoke(id, new RevocationRequest { Reason = id == ids[1] ? RevocationReason.KeyCompromise : RevocationReason.Superseded }, default);
            Ssh.RevocationLists.Publish(_store["krl"], "after", default);
            Assert.NotEqual(0, SshLogin.Run(server.Port, logins[id], server.KnownHosts).ExitCode);
        }

        Assert.Equal("in\n", SshLogin.Run(server.Port, logins[ids[3]], server.KnownHosts).Succeeded().Output);
        _store.Session.Revocation.Revoke(authority.Id, new RevocationRequest(), default);
        Ssh.RevocationLists.Publish(_store["krl"], "last", default);
        Assert.NotEqual(0, SshLogin.Run(server.Port, logins[ids[3]], server.KnownHosts).ExitCode);
    }
}
