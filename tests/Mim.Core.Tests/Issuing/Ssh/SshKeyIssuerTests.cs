using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Core.Tests.Issuing.Ssh;

public sealed class SshKeyIssuerTests : IDisposable
{
    private readonly TestSession _store = new();

    private SshKeyIssuer Keys => _store.Session.Ssh.Keys;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_key_is_an_identity_with_its_key_sealed_and_on_record()
    {
        var identity = Keys.Issue(new NewSshKey { Name = "deploy", Owner = "ops", Tags = ["team=web"] }, default);

        Assert.Equal((IdentityKind.SshKey, "Ed25519", VersionState.Active, true), (identity.Kind, identity.KeyAlgorithm, identity.Status, identity.HasPrivateKey));
        Assert.Equal(_store.Time.Now.AddDays(90), identity.NotAfter);
        Assert.InRange(identity.DueAt!.Value, _store.Time.Now.AddDays(50), _store.Time.Now.AddDays(61));
        Assert.Equal(identity.Fingerprint, _store.Reopen().Identities.Get(identity.Id).Fingerprint);
        var act = Assert.Single(_store.Session.Audit.Read(new AuditQuery { Acts = ["CreateSshKey"] }, default));
        Assert.Equal(("deploy", identity.Fingerprint), (act.SubjectName, act.Detail["fingerprint"]));
    }

    [Fact]
    public void The_key_of_a_host_is_of_another_kind_with_a_name_of_its_own()
    {
        var user = Keys.Issue(new NewSshKey { Name = "web01" }, default);
        var host = Keys.Issue(new NewSshKey { Name = "web01", IsHostKey = true, KeyAlgorithm = KeyAlgorithm.EcdsaP256 }, default);
        Assert.Equal((IdentityKind.SshKey, IdentityKind.SshHostKey), (user.Kind, host.Kind));
        Assert.Equal("EcdsaP256", host.KeyAlgorithm);
    }

    [Theory]
    [InlineData("", null, Criticality.Medium, KeyAlgorithm.Ed25519, 30, MimErrorCause.InvalidName)]
    [InlineData("deploy", "two\nlines", Criticality.Medium, KeyAlgorithm.Ed25519, 30, MimErrorCause.InvalidArgument)]
    [InlineData("deploy", null, Criticality.High, KeyAlgorithm.Ed25519, 30, MimErrorCause.PolicyViolation)]
    [InlineData("deploy", null, Criticality.Medium, KeyAlgorithm.Ed25519, 300, MimErrorCause.PolicyViolation)]
    [InlineData("deploy", null, Criticality.Medium, KeyAlgorithm.Ed25519, 0, MimErrorCause.InvalidArgument)]
    public void What_breaks_a_rule_is_refused_by_its_name(
        string name, string? comment, Criticality criticality, KeyAlgorithm algorithm, int days, MimErrorCause cause)
    {
        var wanted = new NewSshKey
        {
            Name = name, Comment = comment, Criticality = criticality, KeyAlgorithm = algorithm, Lifetime = TimeSpan.FromDays(days),
        };
        Assert.Equal(cause, Assert.Throws<MimException>(() => Keys.Check(wanted, default)).Cause);
        Assert.Equal(cause, Assert.Throws<MimException>(() => Keys.Issue(wanted, default)).Cause);
        Assert.Empty(_store.Session.Identities.Find(new IdentityQuery(), default));
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        Keys.Check(new NewSshKey { Name = "deploy" }, default);
        Keys.Issue(new NewSshKey { Name = "deploy" }, default);
        Assert.Equal(MimErrorCause.IdentityExists, Assert.Throws<MimException>(() => Keys.Check(new NewSshKey { Name = "Deploy" }, default)).Cause);
        Assert.Equal(MimErrorCause.IdentityExists, Assert.Throws<MimException>(() => Keys.Issue(new NewSshKey { Name = "Deploy" }, default)).Cause);
    }

    [Fact]
    public async Task A_rotation_makes_the_like_of_it_again()
    {
        var wanted = new NewSshKey { Name = "deploy", KeyAlgorithm = KeyAlgorithm.EcdsaP384, Comment = "ci@build", Lifetime = TimeSpan.FromDays(30) };
        var before = Keys.Issue(wanted, default);

        var result = await _store.Session.Rotation.RotateAsync([before.Id], new RotationOptions(), default).SingleAsync();

        var after = _store.Session.Identities.Get(before.Id)!;
        Assert.Equal(RotationOutcome.Completed, result.Outcome);
        Assert.Equal((2, "EcdsaP384", VersionState.Active), (after.Version, after.KeyAlgorithm, after.Status));
        Assert.NotEqual(before.Fingerprint, after.Fingerprint);
        Assert.Equal(before.NotAfter, after.NotAfter);
        using var line = _store.Session.Ssh.Exporter.Export(new SshKeyExport { IdentityId = before.Id }, default);
        Assert.EndsWith(" ci@build\n", System.Text.Encoding.UTF8.GetString(line.Span), StringComparison.Ordinal);
    }
}
