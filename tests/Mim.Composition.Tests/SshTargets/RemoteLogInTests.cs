using Mim.Composition.Tests.Services;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>Hosts that are logged in to with what the store holds, and nothing of this machine.</summary>
public sealed class RemoteLogInTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly RemoteLoopback _remote;

    public RemoteLogInTests()
    {
        _store.Time.Now = TimeProvider.System.GetUtcNow();
        _remote = new RemoteLoopback(new SshServer(null, "TrustedUserCAKeys %d/cas"));
        _remote.Trust(_store.Session);
    }

    public void Dispose()
    {
        _store.Dispose();
        _remote.Dispose();
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void A_key_that_logs_in_replaces_itself()
    {
        var key = _store.Session.Ssh.Keys.Issue(new NewSshKey { Name = "deploy" }, default);
        File.WriteAllText(_remote.Server["authorized_keys"], PublicKeyOf(key));
        var settings = new AuthorizedKeysSettings
        {
            Account = Environment.UserName, Path = _remote.Server["authorized_keys"], Host = LogInWith(key),
        };
        _store.Session.Targets.Add(new NewTarget { IdentityId = key.Id, Kind = TargetKind.AuthorizedKeys, Settings = settings }, default);
        AssertCompleted(_store.Session.Rotation.PublishAsync([key.Id], null, default));
        AssertCompleted(_store.Session.Rotation.RotateAsync([key.Id], new RotationOptions(), default));
        AssertCompleted(_store.Session.Rotation.RotateAsync([key.Id], new RotationOptions(), default));
        Assert.StartsWith(PublicKeyOf(key).Trim(), Assert.Single(File.ReadAllLines(_remote.Server["authorized_keys"])), StringComparison.Ordinal);
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task A_key_logs_in_by_its_certificate_and_a_certificate_by_its_key()
    {
        File.WriteAllText(_remote.Server["authorized_keys"], "");
        var authority = _store.Session.Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, default);
        File.WriteAllText(_remote.Server["cas"], authority.PublicKey + "\n");
        var key = _store.Session.Ssh.Keys.Issue(new NewSshKey { Name = "deploy" }, default);
        _store.NewAuthority();
        var web = _store.NewCertificate("web01");
        var refused = await _store.Session.Targets.TestAsync(Add(web, key).Id, default);
        Assert.Contains("Permission denied", refused.Reason, StringComparison.Ordinal);

        var wanted = new NewSshCertificate { Name = "deploy on web01", Authority = "users", Principals = [Environment.UserName], KeyName = "deploy" };
        var certificate = _store.Session.Ssh.Certificates.Issue(wanted, default);
        var own = _store.Session.Ssh.Certificates.Issue(wanted with { Name = "own", KeyName = null }, default);
        foreach (var logIn in new[] { key, certificate, own })
        {
            Add(web, logIn);
            AssertCompleted(_store.Session.Rotation.PublishAsync([web.Id], null, default));
        }

        Assert.Contains("ED25519-CERT", File.ReadAllText(_remote.Server["log"]), StringComparison.Ordinal);
    }

    private TargetHost LogInWith(MachineIdentity identity) =>
        _remote.Host with { IdentityFile = null, User = Environment.UserName, LogInWith = new HostLogIn(identity.Id, identity.Name) };

    private Target Add(MachineIdentity what, MachineIdentity logIn) => _store.Session.Targets.Add(
        new NewTarget { IdentityId = what.Id, Settings = new FileTargetSettings { Path = _remote.Server["web01.pem"], Host = LogInWith(logIn) } }, default);

    private string PublicKeyOf(MachineIdentity identity)
    {
        using var text = _store.Session.Ssh.Exporter.Export(new SshKeyExport { IdentityId = identity.Id }, default);
        return System.Text.Encoding.UTF8.GetString(text.Span);
    }

    private void AssertCompleted(IAsyncEnumerable<RotationResult> results)
    {
        _store.Time.Now += TimeSpan.FromSeconds(1);
        var result = Assert.Single(results.ToBlockingEnumerable());
        Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);
    }
}
