using Mim.Core.Accounts;
using Mim.Core.Audit;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Accounts;

public sealed class AccountAdoptionTests : IDisposable
{
    private const string Found = "app@localhost:5432";
    private const string Place = "PostgreSql localhost:5432 app";
    private readonly AccountFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task What_a_search_found_goes_on_under_its_name_with_all_that_is_known()
    {
        var found = await ImportAsync();
        _fixture.Session.Identities.Set(
            found.Id,
            new IdentityChange { Owner = "ann", Purpose = "orders", Criticality = Criticality.High, Environment = "prod", Tags = ["team=shop"] },
            default);
        var seen = Assert.Single(_fixture.Session.Identities.Locations(found.Id));
        _fixture.Time.Now += TimeSpan.FromDays(1);

        var adopted = await RegisterAsync(wanted => wanted with { Owner = "ops", Lifetime = TimeSpan.FromDays(30) });

        Assert.Equal((found.Id, 2, true, VersionState.Active), (adopted.Id, adopted.Version, adopted.HasPrivateKey, adopted.Status));
        Assert.Equal(("ops", "orders", Criticality.High, "prod"), (adopted.Owner, adopted.Purpose, adopted.Criticality, adopted.Environment));
        Assert.Equal(["team=shop"], adopted.Tags);
        Assert.Equal((found.CreatedAt, _fixture.Time.Now.AddDays(30)), (adopted.CreatedAt, adopted.NotAfter));
        Assert.Equal(
            [(1, VersionState.Deactivated), (2, VersionState.Active)],
            _fixture.Session.Identities.Versions(found.Id).Select(version => (version.Number, version.State)));
        var location = Assert.Single(_fixture.Session.Identities.Locations(found.Id));
        Assert.Equal((seen.FirstSeen, Place, adopted.CurrentVersionId), (location.FirstSeen, location.Address, location.VersionId));
        Assert.Single(_fixture.Evidence(found.Id));
        var act = Assert.Single(_fixture.Session.Audit.Read(new AuditQuery { Acts = ["AdoptAccount"] }, default));
        Assert.Equal((Place, "2"), (act.Detail["account"], act.Detail["version"]));
        Assert.Empty(_fixture.Session.Audit.Read(new AuditQuery { Acts = ["RegisterAccount"] }, default));

        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(adopted).Outcome);
        Assert.NotEqual(AccountFixture.Before, _fixture.Password("app"));
    }

    [Fact]
    public async Task A_search_afterwards_knows_it_and_changes_no_password()
    {
        var found = await ImportAsync();
        var adopted = await RegisterAsync(wanted => wanted);

        var again = await ImportAsync(Sighting() with { PasswordChangedAt = _fixture.Time.Now });

        Assert.Equal((found.Id, 2, adopted.CurrentVersionId), (again.Id, again.Version, again.CurrentVersionId));
    }

    [Fact]
    public async Task Without_a_password_the_first_delivery_gives_it_one()
    {
        await ImportAsync();
        var adopted = await RegisterAsync(wanted => wanted with { Password = null });
        Assert.Equal(AccountFixture.Before, _fixture.Password("app"));
        Assert.Equal(RotationOutcome.Completed, _fixture.Publish(adopted).Outcome);
        Assert.NotEqual(AccountFixture.Before, _fixture.Password("app"));
    }

    [Fact]
    public async Task Of_a_pair_the_one_in_use_is_the_one_that_was_found()
    {
        var found = await ImportAsync();
        var adopted = await _fixture.RegisterAsync(wanted => wanted with { Name = Found }, "app", "app_b");
        Assert.Equal((found.Id, 2), (adopted.Id, adopted.Version));
        var error = await Assert.ThrowsAsync<MimException>(() => _fixture.RegisterAsync(wanted => wanted with { Name = Found }, "third"));
        Assert.Contains("rotated here", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another account", "that is 'PostgreSql localhost:5432 app', not 'PostgreSql localhost:5432 APP'")]
    [InlineData("another server", "not 'PostgreSql 127.0.0.1:5432 app'")]
    [InlineData("closed", "it is Suspended")]
    [InlineData("disposed of", "it is Destroyed")]
    [InlineData("given up", "it has a credential in the inventory")]
    public async Task Who_is_not_that_account_keeps_the_name(string what, string why)
    {
        var found = await ImportAsync(Sighting() with { IsEnabled = what != "closed" });
        var settings = FakeRotator.Place("app");
        switch (what)
        {
            case "another account":
                settings = FakeRotator.Place("APP");
                break;
            case "another server":
                settings = settings with { Server = "127.0.0.1" };
                break;
            case "disposed of":
                await _fixture.Session.Disposer.DisposeOfAsync(found.Id, reason: null, isForced: false, default);
                break;
            case "given up":
                await RegisterAsync(wanted => wanted);
                await _fixture.Session.AccountRegister.UnregisterAsync(found.Id, reason: null, isForced: false, default);
                break;
        }

        var error = await Assert.ThrowsAsync<MimException>(() => RegisterAsync(wanted => wanted with { Settings = settings }));
        Assert.Equal(MimErrorCause.IdentityExists, error.Cause);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_of_a_server_in_another_case_is_the_same_place()
    {
        var found = await ImportAsync();
        var adopted = await RegisterAsync(wanted => wanted with { Name = Found.ToUpperInvariant(), Settings = wanted.Settings with { Server = "LOCALHOST" } });
        Assert.Equal((found.Id, Found), (adopted.Id, adopted.Name));
    }

    [Fact]
    public async Task What_somebody_changes_meanwhile_is_looked_at_again()
    {
        var found = await ImportAsync();
        _fixture.Server.Before = (_, _) =>
        {
            _fixture.Time.Now += TimeSpan.FromSeconds(1);
            _fixture.Session.Identities.Set(found.Id, new IdentityChange { Criticality = Criticality.Critical }, default);
        };

        var error = await Assert.ThrowsAsync<MimException>(() => RegisterAsync(wanted => wanted));

        Assert.Equal(MimErrorCause.VersionChanged, error.Cause);
        Assert.Empty(_fixture.Session.Targets.Find(found.Id, default));
        Assert.Equal(1, _fixture.Session.Identities.Get(found.Id).Version);
    }

    private async Task<MachineIdentity> ImportAsync(AccountSighting? account = null) =>
        Assert.Single(await _fixture.ImportAsync(account ?? Sighting()));

    private AccountSighting Sighting() =>
        FakeLister.Account("app") with { Owner = "dba@corp.test", LastUsedAt = _fixture.Time.Now.AddHours(-1), LastUsedFor = "session" };

    private Task<MachineIdentity> RegisterAsync(Func<NewAccount, NewAccount> how) => _fixture.RegisterAsync(wanted => how(wanted with { Name = Found }), "app");
}
