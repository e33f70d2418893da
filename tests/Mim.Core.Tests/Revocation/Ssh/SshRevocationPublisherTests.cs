using System.Text;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Revocation;
using Mim.Core.Revocation.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Core.Tests.Revocation.Ssh;

public sealed class SshRevocationPublisherTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly SshAuthority _authority;
    private readonly MachineIdentity _key;
    private readonly MachineIdentity _certificate;

    public SshRevocationPublisherTests()
    {
        _authority = Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, default);
        _key = Ssh.Keys.Issue(new NewSshKey { Name = "deploy" }, default);
        _certificate = Ssh.Certificates.Issue(new NewSshCertificate { Name = "deploy", KeyName = "deploy", Principals = ["deploy"] }, default);
    }

    private SshDesk Ssh => _store.Session.Ssh;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_list_is_on_record_and_counted_up()
    {
        var first = Ssh.RevocationLists.Publish(_store["krl"], "nightly", default);
        var second = Ssh.RevocationLists.Publish(path: null, string.Empty, default);

        Assert.Equal((1, 2, "nightly"), (first.Number, second.Number, first.Comment));
        Assert.Equal(first.Krl, File.ReadAllBytes(_store["krl"]));
        Assert.Equal([2, 1], Ssh.RevocationLists.Find(default).Select(list => list.Number));
        Assert.Equal(["1", "2"], _store.Session.Audit.Read(new AuditQuery { Acts = ["PublishSshRevocationList"] }, default).Select(act => act.Detail["number"]).Order());
    }

    [Fact]
    public void A_certificate_is_revoked_by_its_serial_number_and_its_key_stays_good()
    {
        Assert.True(Revoke(_certificate).OnList);
        var list = Ssh.RevocationLists.Publish(path: null, string.Empty, default);
        Assert.Equal((1, 0), (list.CertificateCount, list.KeyCount));
        Assert.StartsWith("serial ", Reason(list, _certificate), StringComparison.Ordinal);
        Assert.Null(Reason(list, _key));
    }

    [Fact]
    public void A_lost_key_takes_every_certificate_of_it_along()
    {
        Revoke(_certificate, RevocationReason.KeyCompromise);
        var list = Ssh.RevocationLists.Publish(path: null, string.Empty, default);
        Assert.Equal((1, 1), (list.CertificateCount, list.KeyCount));
        Assert.Equal("SHA256 of the key", Reason(list, _key));
    }

    [Fact]
    public async Task A_key_is_revoked_in_all_its_versions_and_stays_so_when_it_is_disposed_of()
    {
        var before = _store.Session.Identities.Versions(_key.Id)[0].Certificate!;
        await _store.Session.Rotation.RotateAsync([_key.Id], new RotationOptions(), default).SingleAsync();
        Assert.True(Revoke(_key).OnList);
        _store.DisposeOf(_store.Session.Identities.Get(_key.Id));
        _store.Time.Now += TimeSpan.FromDays(1000);

        var list = Ssh.RevocationLists.Publish(path: null, string.Empty, default);

        Assert.Equal(2, list.KeyCount);
        var line = Encoding.ASCII.GetBytes($"ssh-ed25519 {Convert.ToBase64String(before)}");
        Assert.True(Assert.Single(Ssh.RevocationTester.Test(list.Krl, line, "before")).IsRevoked);
        Assert.Equal(MimErrorCause.AlreadyRevoked, Assert.Throws<MimException>(() => Revoke(_key)).Cause);
    }

    [Fact]
    public void A_suspended_key_leaves_the_list_when_it_is_freed()
    {
        Revoke(_key, RevocationReason.CertificateHold);
        Assert.NotNull(Reason(Ssh.RevocationLists.Publish(path: null, string.Empty, default), _key));
        Revoke(_key, RevocationReason.RemoveFromCrl);
        Assert.Null(Reason(Ssh.RevocationLists.Publish(path: null, string.Empty, default), _key));
        Assert.Equal(VersionState.Active, _store.Session.Identities.Get(_key.Id).Status);
    }

    [Fact]
    public void An_authority_takes_all_that_it_signed_along()
    {
        Revoke(_authority.Identity);
        Assert.Equal("SHA256 of the authority", Reason(Ssh.RevocationLists.Publish(path: null, string.Empty, default), _certificate));
        Assert.Equal(
            MimErrorCause.AuthorityUnusable,
            Assert.Throws<MimException>(() => Ssh.Certificates.Issue(new NewSshCertificate { Name = "x", Principals = ["x"], Authority = "users" }, default)).Cause);
    }

    [Fact]
    public void A_cascade_revokes_what_an_authority_signed_one_by_one()
    {
        var results = _store.Session.Revocation.Cascade(_authority.Id, new RevocationRequest { Reason = RevocationReason.CACompromise }, default).ToList();
        Assert.Equal(["deploy", "users"], results.Select(result => result.Identity).Order());
        var list = Ssh.RevocationLists.Publish(path: null, string.Empty, default);
        Assert.Equal((1, 1), (list.CertificateCount, list.KeyCount));
        Assert.Equal(VersionState.Revoked, _store.Session.Identities.Get(_certificate.Id).Status);
    }

    [Fact]
    public void An_expired_certificate_is_on_one_more_list_and_then_leaves()
    {
        Revoke(_certificate);
        _store.Time.Now += TimeSpan.FromDays(100);
        Assert.Equal(1, Ssh.RevocationLists.Publish(path: null, string.Empty, default).CertificateCount);
        Assert.Equal(0, Ssh.RevocationLists.Publish(path: null, string.Empty, default).CertificateCount);
    }

    [Fact]
    public void Revoking_an_authority_of_certificates_changes_no_list_of_SSH()
    {
        _store.NewAuthority();
        Revoke(_store.NewCertificate("web01"), RevocationReason.KeyCompromise);
        var list = Ssh.RevocationLists.Publish(path: null, string.Empty, default);
        Assert.Equal((0, 0), (list.CertificateCount, list.KeyCount));
    }

    private RevocationResult Revoke(MachineIdentity identity, RevocationReason reason = RevocationReason.Superseded) =>
        _store.Session.Revocation.Revoke(identity.Id, new RevocationRequest { Reason = reason }, default);

    private string? Reason(SshRevocationList list, MachineIdentity identity)
    {
        using var line = Ssh.Exporter.Export(new SshKeyExport { IdentityId = identity.Id }, default);
        return Assert.Single(Ssh.RevocationTester.Test(list.Krl, line.Memory.ToArray(), identity.Name)).Reason;
    }
}
