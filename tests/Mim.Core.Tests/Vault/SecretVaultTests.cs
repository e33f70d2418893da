using System.Text;
using Mim.Core.Access;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Inventory;
using Mim.Testing;

namespace Mim.Core.Tests.Vault;

public sealed class SecretVaultTests : IDisposable
{
    private readonly TestSession _store = new();

    private SecretVault Secrets => _store.Session.Secrets;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_secret_is_an_identity_with_its_value_sealed_and_on_record()
    {
        var identity = Create("db01", "hunter2 ÄÖ", request => request with { UserName = "app", Owner = "ops", Lifetime = TimeSpan.FromDays(30) });

        Assert.Equal((IdentityKind.Secret, VersionState.Active, true, "app"), (identity.Kind, identity.Status, identity.HasPrivateKey, identity.Subject));
        Assert.Equal(_store.Time.Now.AddDays(30), identity.NotAfter);
        Assert.Null(identity.DueAt);
        _store.Reopen();
        Assert.Equal("hunter2 ÄÖ", Value(identity));
        Assert.Single(Acts("CreateSecret"));
        Assert.DoesNotContain(File.ReadAllText(_store.Location, Encoding.Latin1), "hunter2", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generated_secret_is_rotated_like_it_was_made()
    {
        var identity = Create("db01", null, request => request with { Recipe = new SecretRecipe { Length = 40, Characters = SecretCharacters.Lower }, UserName = "app" });
        Assert.NotNull(identity.DueAt);
        var before = Value(identity);
        var result = await Rotate(identity);

        Assert.Equal((RotationOutcome.Completed, 2), (result.Outcome, result.NewVersion));
        var after = Value(identity);
        Assert.Matches("^[a-z]{40}$", after);
        Assert.NotEqual(before, after);
        Assert.Equal("app", _store.Session.Identities.Get(identity.Id).Subject);
    }

    [Fact]
    public async Task A_secret_that_was_brought_is_not_generated()
    {
        var identity = Create("db01", "brought");
        Assert.Contains("Set-MachineSecret", (await Rotate(identity)).Reason, StringComparison.Ordinal);
        Assert.Equal("brought", Value(identity));
    }

    [Fact]
    public void Ten_versions_keep_their_values()
    {
        var identity = Create("db01", "v1");
        for (var number = 2; number <= 13; number++)
        {
            identity = Set(identity, $"v{number}");
        }

        Assert.Equal(13, identity.Version);
        Assert.Equal("v13", Value(identity));
        Assert.Equal("v4", Value(identity, 4));
        Assert.Equal(MimErrorCause.WrongState, Read(identity, 3).Error?.Cause);
        Assert.Equal(MimErrorCause.VersionNotFound, Read(identity, 14).Error?.Cause);
        Assert.Equal(
            Enumerable.Range(1, 13).Reverse().Select(number => (number, number switch { 13 => VersionState.Active, > 3 => VersionState.Deactivated, _ => VersionState.Destroyed })),
            Secrets.Versions(identity.Id).Select(version => (version.Number, version.State)));
        Assert.All(_store.Session.Store.Test(default), check => Assert.True(check.Passed, check.ToString()));
    }

    [Fact]
    public async Task Ten_versions_keep_their_values_when_it_is_rotated()
    {
        var identity = Create("db01", null);
        for (var number = 2; number <= 13; number++)
        {
            Assert.Equal(RotationOutcome.Completed, (await Rotate(identity)).Outcome);
        }

        Assert.Equal(10, Enumerable.Range(4, 10).Select(number => Value(identity, number)).Distinct().Count());
        Assert.Equal(MimErrorCause.WrongState, Read(identity, 3).Error?.Cause);
        Assert.Equal(
            Enumerable.Range(1, 13).Reverse().Select(number => number switch { 13 => VersionState.Active, > 3 => VersionState.Deactivated, _ => VersionState.Destroyed }),
            Secrets.Versions(identity.Id).Select(version => version.State));
    }

    [Fact]
    public void Two_who_change_it_at_once_do_not_undo_each_other()
    {
        var identity = Create("db01", "first");
        Set(identity, "mine", expected: 1);
        var error = Assert.Throws<MimException>(() => Set(identity, "yours", expected: 1));
        Assert.Equal((MimErrorCause.VersionChanged, "db01"), (error.Cause, error.Subject));
        Assert.Equal("mine", Value(identity));
        Assert.Equal(3, Set(identity, "anyway").Version);
    }

    [Fact]
    public void What_was_deleted_comes_back_and_what_was_destroyed_does_not()
    {
        var identity = Create("db01", "first");
        Set(identity, "second");
        Assert.Equal(VersionState.Suspended, Secrets.Remove(identity.Id, [], destroys: false, default).Status);
        Assert.Equal(MimErrorCause.WrongState, Read(identity).Error?.Cause);
        Assert.Equal("first", Value(identity, 1));
        Assert.Equal(VersionState.Active, Secrets.Restore(identity.Id, [], default).Status);
        Assert.Equal("second", Value(identity));

        Secrets.Remove(identity.Id, [1, 2], destroys: true, default);
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => Secrets.Restore(identity.Id, [1], default)).Cause);
        Assert.Equal(MimErrorCause.WrongState, Read(identity, 1).Error?.Cause);
        Assert.Null(_store.Session.Identities.Get(identity.Id).DueAt);
        Assert.Equal("third", Value(Set(identity, "third")));
        Assert.Equal(["DestroySecret", "DestroySecret"], Acts("DestroySecret").Select(act => act.Act));
    }

    [Fact]
    public void One_version_that_cannot_be_deleted_leaves_the_others()
    {
        var identity = Create("db01", "first");
        Assert.Equal(MimErrorCause.VersionNotFound, Assert.Throws<MimException>(() => Secrets.Remove(identity.Id, [1, 2], destroys: true, default)).Cause);
        Assert.Equal("first", Value(identity));
    }

    [Fact]
    public void Every_reading_is_an_act_and_evidence_of_use()
    {
        var identity = Create("db01", "first");
        var certificate = new Guid("01890a5d-ac96-774b-bcce-b302099a8057");
        using var found = Read(identity);
        using var missing = Assert.Single(Secrets.Read([new SecretQuestion(certificate, null)], "SecureString", default));
        Assert.Equal(MimErrorCause.IdentityNotFound, missing.Error?.Cause);
        Secrets.Remove(identity.Id, [], destroys: false, default);
        using var deleted = Read(identity);

        Assert.Equal([ActOutcome.Denied, ActOutcome.Succeeded], Acts("ReadSecret").Select(act => act.Outcome).Order().Reverse());
        using var raw = new SqliteStoreFactory(_store.Time).Open(_store.Location, create: false, default);
        var evidence = Assert.Single(raw.Evidence.OfIdentity(identity.Id, default));
        Assert.Equal((EvidenceKind.Read, "tester@host1"), (evidence.Kind, evidence.Source));
    }

    [Fact]
    public void A_secret_that_ended_is_not_handed_out()
    {
        var identity = Create("db01", "first", request => request with { Lifetime = TimeSpan.FromDays(1) });
        _store.Time.Now += TimeSpan.FromDays(2);
        Assert.Equal(MimErrorCause.WrongState, Read(identity).Error?.Cause);
        Assert.Equal("next", Value(Set(identity, "next")));
    }

    [Fact]
    public void The_same_value_is_recognised_and_cannot_be_guessed_from_its_fingerprint()
    {
        var (one, same, other) = (Create("a", "shared"), Create("b", "shared"), Create("c", "own"));
        Assert.Equal(one.Fingerprint, same.Fingerprint);
        Assert.NotEqual(one.Fingerprint, other.Fingerprint);
        using var elsewhere = new TestSession();
        using var value = KeyMaterial.CopyOf("shared"u8);
        Assert.NotEqual(one.Fingerprint, elsewhere.Session.Secrets.Create(new NewSecret { Name = "a", Value = value }, default).Fingerprint);
        _store.Reopen();
        Assert.Equal(one.Fingerprint, Create("d", "shared").Fingerprint);
    }

    [Theory]
    [InlineData("", "x", Criticality.Medium, 30, MimErrorCause.InvalidName)]
    [InlineData("db01", "", Criticality.Medium, 30, MimErrorCause.InvalidArgument)]
    [InlineData("db01", "x", Criticality.High, 30, MimErrorCause.PolicyViolation)]
    [InlineData("db01", "x", Criticality.Medium, 3000, MimErrorCause.PolicyViolation)]
    [InlineData("db01", "x", Criticality.Medium, 0, MimErrorCause.InvalidArgument)]
    public void What_breaks_a_rule_is_refused_by_its_name(string name, string text, Criticality criticality, int days, MimErrorCause cause)
    {
        using var value = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
        var wanted = new NewSecret { Name = name, Value = value, Criticality = criticality, Lifetime = TimeSpan.FromDays(days) };
        Assert.Equal(cause, Assert.Throws<MimException>(() => Secrets.Check(wanted, default)).Cause);
        Assert.Equal(cause, Assert.Throws<MimException>(() => Secrets.Create(wanted, default)).Cause);
    }

    [Fact]
    public void A_name_is_taken_once_and_only_secrets_are_secrets()
    {
        Create("db01", "first");
        Assert.Equal(MimErrorCause.IdentityExists, Assert.Throws<MimException>(() => Create("DB01", "second")).Cause);
        _store.NewAuthority();
        var web = _store.NewCertificate("web01.corp.test");
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => Set(web, "x")).Cause);
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => Secrets.Versions(web.Id)).Cause);
    }

    [Fact]
    public void Targets_take_no_secrets()
    {
        var identity = Create("db01", "first");
        var wanted = new NewTarget { IdentityId = identity.Id, Kind = TargetKind.File, Settings = new FileTargetSettings { Path = _store["x.pem"] } };
        Assert.Equal(MimErrorCause.Unsupported, Assert.Throws<MimException>(() => _store.Session.Targets.Add(wanted, default)).Cause);
    }

    private async Task<RotationResult> Rotate(MachineIdentity identity) =>
        await _store.Session.Rotation.RotateAsync([identity.Id], new RotationOptions(), default).SingleAsync();

    private MachineIdentity Create(string name, string? text, Func<NewSecret, NewSecret>? how = null)
    {
        using var value = text is null ? null : KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
        var wanted = new NewSecret { Name = name, Value = value };
        return Secrets.Create(how is null ? wanted : how(wanted), default);
    }

    private MachineIdentity Set(MachineIdentity identity, string text, int? expected = null)
    {
        using var value = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
        return Secrets.Set(new SecretChange { IdentityId = identity.Id, Value = value, ExpectedVersion = expected }, default);
    }

    private SecretReading Read(MachineIdentity identity, int? number = null) =>
        Assert.Single(Secrets.Read([new SecretQuestion(identity.Id, number)], "SecureString", default));

    private string Value(MachineIdentity identity, int? number = null)
    {
        using var reading = Read(identity, number);
        Assert.Null(reading.Error);
        return Encoding.UTF8.GetString(reading.Value!.Span);
    }

    private List<AuditRecord> Acts(string act) => [.. _store.Session.Audit.Read(new AuditQuery { Acts = [act] }, default)];
}
