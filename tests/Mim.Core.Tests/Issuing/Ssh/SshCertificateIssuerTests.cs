using System.Text;
using Mim.Core.Audit;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Issuing.Ssh;

public sealed class SshCertificateIssuerTests : IDisposable
{
    private readonly TestSession _store = new();

    public SshCertificateIssuerTests()
    {
        NewAuthority("users", SshAuthorityUse.User);
        NewAuthority("hosts", SshAuthorityUse.Host);
    }

    private SshCertificateIssuer Certificates => _store.Session.Ssh.Certificates;

    public void Dispose() => _store.Dispose();

    [RequiresProgramFact("ssh-keygen")]
    public void OpenSSH_lists_what_was_asked_for()
    {
        var identity = Certificates.Issue(
            new NewSshCertificate
            {
                Name = "deploy",
                Principals = ["deploy", "www"],
                KeyId = "deploy@build",
                SerialNumber = 4711,
                Lifetime = TimeSpan.FromDays(1),
                CriticalOptions = [new SshKeyOption("source-address", "10.0.0.1/8,192.0.2.7"), new SshKeyOption("force-command", "uptime")],
                Extensions = [new SshKeyOption("permit-pty", null)],
            },
            default);

        var listed = List(identity);
        Assert.Contains("Type: ssh-ed25519-cert-v01@openssh.com user certificate", listed, StringComparison.Ordinal);
        Assert.Contains("Key ID: \"deploy@build\"", listed, StringComparison.Ordinal);
        Assert.Contains("Serial: 4711", listed, StringComparison.Ordinal);
        Assert.Matches(@"Principals:\s+deploy\s+www\s+Critical Options:\s+force-command uptime\s+source-address 10.0.0.0/8,192.0.2.7\s+Extensions:\s+permit-pty\s", listed);
        Assert.Equal(("1267", "users", "deploy@build"), (identity.SerialNumber, identity.Authority, identity.Subject));
        Assert.Equal(TimeSpan.FromDays(1), identity.NotAfter - identity.NotBefore);
        Assert.NotNull(identity.DueAt);
        Assert.Single(_store.Session.Audit.Read(new AuditQuery { Acts = ["IssueSshCertificate"] }, default));
    }

    [RequiresProgramFact("ssh-keygen")]
    public void A_host_is_certified_by_the_authority_of_hosts_and_by_its_name()
    {
        var listed = List(Certificates.Issue(new NewSshCertificate { Name = "Web01.corp.test", IsForHost = true }, default));
        Assert.Contains("host certificate", listed, StringComparison.Ordinal);
        Assert.Matches(@"Principals:\s+web01.corp.test\s+Critical Options: \(none\)\s+Extensions: \(none\)", listed);
    }

    [Fact]
    public async Task A_key_of_the_inventory_is_certified_and_at_a_rotation_its_then_current_version()
    {
        var key = _store.Session.Ssh.Keys.Issue(new NewSshKey { Name = "deploy" }, default);
        var certificate = Certificates.Issue(new NewSshCertificate { Name = "deploy", Principals = ["deploy"], KeyName = "deploy" }, default);
        Assert.False(certificate.HasPrivateKey);
        Assert.Equal(KeyOf(key), KeyOf(certificate));

        await RotateAsync(key);
        await RotateAsync(certificate);

        Assert.NotEqual(key.Fingerprint, KeyOf(certificate));
        Assert.Equal(KeyOf(key), KeyOf(certificate));
    }

    [Fact]
    public async Task A_key_from_outside_stays_when_its_certificate_is_rotated()
    {
        var key = _store.Session.Ssh.Keys.Issue(new NewSshKey { Name = "laptop", KeyAlgorithm = KeyAlgorithm.EcdsaP256 }, default);
        var certificate = Certificates.Issue(
            new NewSshCertificate { Name = "laptop", Principals = ["anna"], PublicKey = Encoding.UTF8.GetBytes(Line(key)) }, default);
        Assert.Equal((KeyOf(key), "EcdsaP256"), (KeyOf(certificate), certificate.KeyAlgorithm));

        await RotateAsync(certificate);

        Assert.Equal((KeyOf(key), 2), (KeyOf(certificate), _store.Session.Identities.Get(certificate.Id).Version));
    }

    [Fact]
    public async Task Without_a_key_one_is_made_and_replaced_at_a_rotation()
    {
        var certificate = Certificates.Issue(new NewSshCertificate { Name = "ci", Principals = ["ci"] }, default);
        Assert.True(certificate.HasPrivateKey);
        var before = KeyOf(certificate);
        await RotateAsync(certificate);
        Assert.NotEqual(before, KeyOf(certificate));
        Assert.NotEqual(certificate.SerialNumber, _store.Session.Identities.Get(certificate.Id).SerialNumber);
    }

    [Theory]
    [InlineData(MimErrorCause.InvalidName, "", null, null)]
    [InlineData(MimErrorCause.InvalidName, "a b", null, null)]
    [InlineData(MimErrorCause.InvalidName, "a,b", null, null)]
    [InlineData(MimErrorCause.InvalidArgument, "a", "source-address", "10.0.0.0/33")]
    [InlineData(MimErrorCause.InvalidArgument, "a", "source-address", "web01")]
    [InlineData(MimErrorCause.InvalidArgument, "a", "force-command", "")]
    [InlineData(MimErrorCause.InvalidArgument, "a", "force-command", "a\nb")]
    [InlineData(MimErrorCause.InvalidArgument, "a", "verify-required", "yes")]
    [InlineData(MimErrorCause.InvalidArgument, "a", "no-such-option", "x")]
    public void What_sshd_would_refuse_is_not_signed(MimErrorCause cause, string principal, string? option, string? value) => Assert.Equal(
        cause,
        Cause(new NewSshCertificate { Name = "x y", Principals = principal.Length == 0 ? [] : [principal], CriticalOptions = option is null ? [] : [new(option, value)] }));

    [Fact]
    public void What_breaks_a_rule_is_refused_by_its_name()
    {
        var wanted = new NewSshCertificate { Name = "deploy", Principals = ["deploy"] };
        Assert.Equal(MimErrorCause.PolicyViolation, Cause(wanted with { Lifetime = TimeSpan.FromDays(300) }));
        Assert.Equal(MimErrorCause.PolicyViolation, Cause(wanted with { Criticality = Criticality.High }));
        Assert.Equal(MimErrorCause.InvalidArgument, Cause(wanted with { SerialNumber = 0 }));
        Assert.Equal(MimErrorCause.AuthorityNotFound, Cause(wanted with { Authority = "none" }));
        Assert.Equal(MimErrorCause.AuthorityUnusable, Cause(wanted with { Authority = "hosts" }));
        Assert.Equal(MimErrorCause.IdentityNotFound, Cause(wanted with { KeyName = "none" }));
        Assert.Equal(MimErrorCause.InvalidKey, Cause(wanted with { PublicKey = "ssh-ed25519 x"u8.ToArray() }));
        Certificates.Issue(wanted with { SerialNumber = 5 }, default);
        Assert.Equal(MimErrorCause.InvalidArgument, Cause(wanted with { Name = "other", SerialNumber = 5 }));
        Assert.Equal(MimErrorCause.IdentityExists, Cause(wanted));
        NewAuthority("more", SshAuthorityUse.Any);
        Assert.Equal(MimErrorCause.AuthorityNotFound, Cause(wanted with { Name = "other" }));
    }

    [Fact]
    public void A_certificate_ends_with_its_authority()
    {
        _store.Session.Ssh.Authorities.Create(new NewSshAuthority { Name = "short", Lifetime = TimeSpan.FromDays(10) }, default);
        var wanted = new NewSshCertificate { Name = "deploy", Principals = ["deploy"], Authority = "short" };
        Assert.Equal(MimErrorCause.LifetimeExceedsIssuer, Cause(wanted with { Lifetime = TimeSpan.FromDays(11) }));
        Assert.Equal(_store.Time.Now.AddDays(10), Certificates.Issue(wanted, default).NotAfter);
        _store.Time.Now += TimeSpan.FromDays(11);
        Assert.Equal(MimErrorCause.AuthorityUnusable, Cause(wanted));
    }

    [Fact]
    public void No_rule_is_broken_by_a_check()
    {
        Certificates.Check(new NewSshCertificate { Name = "deploy", Principals = ["deploy"] }, default);
        Assert.Empty(_store.Session.Identities.Find(new IdentityQuery { Kinds = [IdentityKind.SshCertificate] }, default));
    }

    private void NewAuthority(string name, SshAuthorityUse use) =>
        _store.Session.Ssh.Authorities.Create(new NewSshAuthority { Name = name, Use = use }, default);

    private MimErrorCause Cause(NewSshCertificate wanted)
    {
        var cause = Assert.Throws<MimException>(() => Certificates.Check(wanted, default)).Cause;
        Assert.Equal(cause, Assert.Throws<MimException>(() => Certificates.Issue(wanted, default)).Cause);
        return cause;
    }

    private async Task RotateAsync(MachineIdentity identity)
    {
        var result = await _store.Session.Rotation.RotateAsync([identity.Id], new RotationOptions(), default).SingleAsync();
        Assert.Equal(RotationOutcome.Completed, result.Outcome);
    }

    private string? KeyOf(MachineIdentity identity) => _store.Session.Identities.Versions(identity.Id)[^1].KeyFingerprint;

    private string Line(MachineIdentity identity)
    {
        using var content = _store.Session.Ssh.Exporter.Export(new SshKeyExport { IdentityId = identity.Id }, default);
        return Encoding.UTF8.GetString(content.Span);
    }

    private string List(MachineIdentity identity)
    {
        File.WriteAllText(_store["cert.pub"], Line(identity));
        return ProgramRunner.Run("ssh-keygen", "-L", "-f", _store["cert.pub"]).Succeeded().Output;
    }
}
