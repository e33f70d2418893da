using Mim.Core.Accounts;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Core.Vault;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Accounts;

public sealed class AccountBookTests : IDisposable
{
    private readonly AccountFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_registered_account_is_an_identity_whose_first_target_is_itself()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted with { Owner = "ops", Lifetime = TimeSpan.FromDays(30) }, "app");

        Assert.Equal(
            (IdentityKind.ServiceAccount, VersionState.Active, 1, "app", true),
            (identity.Kind, identity.Status, identity.Version, identity.Subject, identity.HasPrivateKey));
        Assert.Equal(_fixture.Time.Now.AddDays(30), identity.NotAfter);
        Assert.NotNull(identity.DueAt);
        var target = Assert.Single(_fixture.Session.Targets.Find(identity.Id, default));
        Assert.Equal((TargetKind.Account, 1, "PostgreSql localhost:5432 app"), (target.Kind, target.InstalledVersion, target.Address));
        Assert.True((await _fixture.Session.Targets.TestAsync(target.Id, default)).Holds);
        Assert.Single(_fixture.Session.Identities.Locations(identity.Id));
        Assert.Single(_fixture.Session.Audit.Read(new AuditQuery { Acts = ["RegisterAccount"] }, default));
        Assert.Equal(AccountFixture.Before, _fixture.Password("app"));
    }

    [Fact]
    public async Task A_password_that_does_not_log_in_is_not_taken()
    {
        using var wrong = AccountFixture.Material("wrong");
        var error = await Assert.ThrowsAsync<MimException>(() => _fixture.RegisterAsync(wanted => wanted with { Password = wrong }, "app"));
        Assert.Equal(MimErrorCause.ProofFailed, error.Cause);
        Assert.DoesNotContain("wrong", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_fixture.Session.Identities.Find(new IdentityQuery { Kinds = [IdentityKind.ServiceAccount] }, default));
    }

    [Fact]
    public async Task Without_a_password_the_first_one_is_generated_and_installed_by_the_first_delivery()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted with { Password = null, Recipe = new SecretRecipe { Length = 50 } }, "app");
        Assert.Equal(AccountFixture.Before, _fixture.Password("app"));
        Assert.Equal(RotationOutcome.Completed, _fixture.Publish(identity).Outcome);
        Assert.Equal(50, _fixture.Password("app").Length);
    }

    [Fact]
    public async Task An_account_belongs_to_one_identity_only()
    {
        await _fixture.RegisterAsync(wanted => wanted, "app", "spare");
        var error = await Assert.ThrowsAsync<MimException>(() => _fixture.RegisterAsync(wanted => wanted with { Name = "another" }, "spare"));
        Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
        Assert.Contains("belongs to 'app'", error.Message, StringComparison.Ordinal);
        Assert.Equal(MimErrorCause.IdentityExists, (await Refused(wanted => wanted with { Name = "app" }, "third")).Cause);
    }

    [Theory]
    [InlineData("a server that is not this machine, without TLS")]
    [InlineData("a pair that nobody administers")]
    [InlineData("a pair of one")]
    [InlineData("three")]
    [InlineData("no port")]
    [InlineData("a line too many")]
    [InlineData("a hold of one account")]
    [InlineData("a domain without TLS")]
    [InlineData("a file of authorities without TLS")]
    public async Task What_cannot_be_right_is_refused_before_anybody_logs_in(string what)
    {
        _fixture.Server.Before = (_, _) => throw new InvalidOperationException("Somebody logged in.");
        var error = await Refused(
            wanted => what switch
            {
                "a server that is not this machine, without TLS" => wanted with { Settings = wanted.Settings with { Server = "db01.test" } },
                "a pair that nobody administers" => wanted with { Settings = FakeRotator.Place("app", "b"), Administrator = null },
                "a pair of one" => wanted with { Settings = FakeRotator.Place("app", "APP") },
                "three" => wanted with { Settings = FakeRotator.Place("a", "b", "c") },
                "no port" => wanted with { Settings = wanted.Settings with { Port = 0 } },
                "a line too many" => wanted with { Settings = FakeRotator.Place("app\n") },
                "a domain without TLS" => wanted with { Settings = wanted.Settings with { System = AccountSystem.ActiveDirectory } },
                "a hold of one account" => wanted with { Hold = TimeSpan.FromDays(1) },
                _ => wanted with { Settings = wanted.Settings with { AuthorityFile = "/etc/ca.pem" } },
            },
            "app");
        Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
    }

    [Fact]
    public async Task An_administrator_has_to_be_known() =>
        Assert.Equal(MimErrorCause.IdentityNotFound, (await Refused(wanted => wanted with { Administrator = "stranger" }, "app")).Cause);

    private Task<MimException> Refused(Func<NewAccount, NewAccount> how, params string[] accounts) =>
        Assert.ThrowsAsync<MimException>(() => _fixture.RegisterAsync(how, accounts));
}
