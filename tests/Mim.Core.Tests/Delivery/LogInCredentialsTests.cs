using System.Text;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Revocation;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Testing;

namespace Mim.Core.Tests.Delivery;

public sealed class LogInCredentialsTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly MachineIdentity _key;

    public LogInCredentialsTests() => _key = _store.Session.Ssh.Keys.Issue(new NewSshKey { Name = "deploy" }, default);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Hosts_are_logged_in_to_with_keys_and_certificates_of_the_store()
    {
        _store.Session.Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, default);
        var own = _store.Session.Ssh.Certificates.Issue(new NewSshCertificate { Name = "own", Authority = "users", Principals = ["root"] }, default);
        var ofKey = _store.Session.Ssh.Certificates.Issue(
            new NewSshCertificate { Name = "of key", Authority = "users", Principals = ["root"], KeyName = "deploy" }, default);
        foreach (var identity in new[] { _key, own, ofKey })
        {
            var target = Add(identity);
            Assert.Equal(new HostLogIn(identity.Id, identity.Name), _store.Session.Targets.Get(target.Id).Settings.Host!.LogInWith);
        }
    }

    [Fact]
    public void What_nobody_logs_in_with_is_refused_when_the_target_is_added()
    {
        _store.NewAuthority();
        AssertRefused(MimErrorCause.InvalidArgument, _store.NewCertificate("web01"));
        AssertRefused(MimErrorCause.IdentityNotFound, _key with { Id = Guid.NewGuid() });
        _store.Session.Ssh.Authorities.Create(new NewSshAuthority { Name = "hosts", Use = SshAuthorityUse.Host }, default);
        AssertRefused(MimErrorCause.PrivateKeyMissing, _store.Session.Ssh.Certificates.Issue(
            new NewSshCertificate { Name = "host", Authority = "hosts", Principals = ["web01"], IsForHost = true }, default));
        _store.Session.Revocation.Revoke(_key.Id, new RevocationRequest { Reason = RevocationReason.KeyCompromise }, default);
        AssertRefused(MimErrorCause.WrongState, _key);
    }

    [Fact]
    public void A_file_and_an_identity_are_one_too_many() =>
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(
            () => Add(_key, new TargetHost("web01") { IdentityFile = "/root/.ssh/id_ed25519" })).Cause);

    [Fact]
    public void A_password_is_for_builds_that_log_in_with_one()
    {
        using var value = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes("canary of a password"));
        var secret = _store.Session.Secrets.Create(new NewSecret { Name = "web01 login", Value = value, UserName = "admin" }, default);
#if MIM_FULL
        Assert.Equal("web01 login", Add(secret).Settings.Host!.LogInWith!.Name);
#else
        var error = Assert.Throws<MimException>(() => Add(secret));
        Assert.Equal((MimErrorCause.Unsupported, "web01"), (error.Cause, error.Subject));
        Assert.Contains("SSH.NET", error.Message, StringComparison.Ordinal);
#endif
    }

    private void AssertRefused(MimErrorCause cause, MachineIdentity logIn) => Assert.Equal(cause, Assert.Throws<MimException>(() => Add(logIn)).Cause);

    private Target Add(MachineIdentity logIn, TargetHost? host = null) => _store.Session.Targets.Add(
        new NewTarget
        {
            IdentityId = _key.Id,
            Settings = new FileTargetSettings
            {
                Path = $"/etc/{logIn.Id}.pub",
                Host = (host ?? new TargetHost("web01")) with { LogInWith = new HostLogIn(logIn.Id, logIn.Name) },
            },
        },
        default);
}
