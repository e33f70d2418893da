using Mim.Core.Accounts;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Accounts;

public sealed class AccountRegisterTests : IDisposable
{
    private readonly AccountFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task What_was_registered_is_told()
    {
        var identity = await _fixture.RegisterAsync(
            wanted => wanted with { Owner = "ops", Tags = ["site=north"], Hold = TimeSpan.FromHours(2) }, "app_a", "app_b");
        _fixture.AddConsumer(identity);
        Assert.Equal(RotationOutcome.Overlapping, _fixture.Rotate(identity).Outcome);

        var account = Told(identity)!;
        Assert.Equal(
            (identity.Id, "app_a", AccountSystem.PostgreSql, "localhost", 5432, "app_b", AccountStrategy.Pair, "keeper", TimeSpan.FromHours(2)),
            (account.IdentityId, account.Name, account.System, account.Server, account.Port, account.Account, account.Strategy, account.Administrator, account.Hold));
        Assert.Equal(["app_a", "app_b"], account.Accounts);
        Assert.Equal([_fixture.Consumer], account.Targets);
        Assert.Equal(("ops", 2, RotationOutcome.Overlapping, _fixture.Time.Now), (account.Owner, account.Version, account.LastOutcome, account.LastRotatedAt));
        Assert.NotNull(account.DueAt);
        Assert.Equal("app_a", account.ToString());
    }

    [Theory]
    [InlineData(null, 22)]
    [InlineData(2222, 2222)]
    public async Task Of_an_account_of_another_machine_that_is_told(int? port, int told)
    {
        var settings = AccountSettings.Usual(AccountSystem.Linux, "localhost", ["deploy"]) with { Host = new TargetHost("web01") { Port = port } };
        var identity = await _fixture.Session.Accounts.RegisterAsync(new NewAccount { Name = "far", Settings = settings }, default);
        var account = Told(identity)!;
        Assert.Equal(("web01", told), (account.Server, account.Port));
    }

    [Fact]
    public async Task A_failed_rotation_is_told_with_its_reason()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, "app");
        Assert.Null(Told(identity)!.LastOutcome);
        _fixture.Server.Before = Fails;
        _fixture.Rotate(identity);
        var account = Told(identity)!;
        Assert.Equal((RotationOutcome.Failed, AccountStrategy.InPlace), (account.LastOutcome, account.Strategy));
        Assert.Contains("goes away", account.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_told_by_as_few_questions_as_one()
    {
        var identities = new List<MachineIdentity>();
        for (var number = 0; number < 30; number++)
        {
            identities.Add(await _fixture.RegisterAsync(wanted => wanted, $"app{number}"));
        }

        Assert.Equal(Questions(1), Questions(30));
        Assert.InRange(Questions(30), 1, 5);

        int Questions(int count)
        {
            var before = _fixture.Counted!.Calls;
            var told = _fixture.Session.AccountRegister.Find(identities.Take(count), default).Select(account => account.Name);
            Assert.Equal(identities.Take(count).Select(identity => identity.Name), told);
            return _fixture.Counted.Calls - before;
        }
    }

    [Fact]
    public async Task What_is_told_of_many_is_of_each()
    {
        var identities = new List<MachineIdentity>();
        for (var number = 0; number < 33; number++)
        {
            identities.Add(await _fixture.RegisterAsync(wanted => wanted with { Owner = $"owner{number}" }, $"app{number}"));
        }

        _fixture.AddConsumer(identities[7]);
        _fixture.Rotate(identities[32]);
        identities = [.. identities.Select(identity => _fixture.Session.Identities.Get(identity.Id))];

        var told = _fixture.Session.AccountRegister.Find(identities, default).ToList();

        Assert.Equal(identities.Select(identity => (identity.Name, identity.Owner)), told.Select(account => (account.Name, account.Owner)));
        Assert.Equal([_fixture.Consumer], told[7].Targets);
        Assert.Equal(RotationOutcome.Completed, told[32].LastOutcome);
        Assert.All(told.SkipLast(1), account => Assert.Null(account.LastOutcome));
        Assert.All(told, account => Assert.Equal("keeper", account.Administrator));
    }

    [Fact]
    public void Other_identities_are_no_accounts() =>
        Assert.All(_fixture.Session.Identities.Find(new IdentityQuery(), default), identity => Assert.Null(Told(identity)));

    [Fact]
    public async Task One_that_is_given_up_keeps_its_record_and_is_rotated_no_more()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, "app");
        _fixture.AddConsumer(identity);
        _fixture.Publish(identity);
        _fixture.Rotate(identity);
        var password = _fixture.Password("app");

        var given = await UnregisterAsync(identity);
        Assert.Equal((VersionState.Active, 2, null, true), (given.Status, given.Version, given.DueAt, given.HasPrivateKey));
        Assert.Null(Told(given));
        Assert.Empty(_fixture.Session.Targets.Find(identity.Id, default));
        Assert.Equal(2, _fixture.Session.Identities.Versions(identity.Id).Count);
        Assert.All(_fixture.Session.Identities.Versions(identity.Id), version => Assert.Null(version.DueAt));
        Assert.Single(_fixture.Session.Audit.Read(new AuditQuery { Acts = ["UnregisterAccount"] }, default));
        Assert.True(_fixture.ConsumerLogsIn());

        _fixture.Time.Now += TimeSpan.FromDays(400);
        Assert.Empty(_fixture.Session.Rotation.Due(default));
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate(identity).Outcome);
        Assert.Equal(password, _fixture.Password("app"));
        Assert.Equal(MimErrorCause.WrongState, (await Refused(identity)).Cause);
        Assert.All(_fixture.Session.Store.Test(default), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public async Task In_the_midst_of_a_rotation_it_is_given_up_by_force_only()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted with { Hold = TimeSpan.FromHours(2) }, "app_a", "app_b");
        _fixture.Rotate(identity);
        var error = await Refused(identity);
        Assert.Equal(MimErrorCause.WrongState, error.Cause);
        Assert.Contains("Overlapping", error.Message, StringComparison.Ordinal);
        Assert.NotNull(Told(identity));

        await UnregisterAsync(identity, isForced: true);
        Assert.Equal(RotationOutcome.Abandoned, Assert.Single(_fixture.Session.Rotation.Find(new RotationQuery { IdentityId = identity.Id }, default)).Outcome);
        Assert.Equal(AccountFixture.Before, _fixture.Password("app_a"));
        _fixture.Time.Now += TimeSpan.FromDays(1);
        Assert.Empty(_fixture.Session.Rotation.Resumable(isForced: true, default));
    }

    [Fact]
    public async Task A_password_that_the_account_may_have_stays_sealed()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, "app");
        _fixture.Server.Before = FailsToLogIn;
        Assert.Equal(RotationOutcome.Failed, _fixture.Rotate(identity).Outcome);
        _fixture.Server.Before = (_, _) => { };
        await UnregisterAsync(identity, isForced: true);
        Assert.All(_fixture.Session.Identities.Versions(identity.Id), version => Assert.True(version.HasPrivateKey));

        // Once the server takes the new password, it neither proves it nor takes the old one back.
        void FailsToLogIn(string method, string account)
        {
            if (_fixture.Password("app") != AccountFixture.Before)
            {
                Fails(method, account);
            }
        }
    }

    [Fact]
    public async Task The_target_alone_being_gone_no_password_is_made_for_consumers()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, "app");
        _fixture.AddConsumer(identity);
        _fixture.Publish(identity);
        var account = _fixture.Session.Targets.Find(identity.Id, default).First(target => target.Kind == TargetKind.Account);
        await _fixture.Session.Targets.RemoveAsync(account.Id, isForced: false, default);

        var result = _fixture.Rotate(identity);
        Assert.Equal((RotationOutcome.RolledBack, MimErrorCause.Unsupported), (result.Outcome, result.Error?.Cause));
        Assert.True(_fixture.ConsumerLogsIn());
    }

    private MachineAccount? Told(MachineIdentity identity) =>
        _fixture.Session.AccountRegister.Find([_fixture.Session.Identities.Get(identity.Id)], default).SingleOrDefault();

    private Task<MachineIdentity> UnregisterAsync(MachineIdentity identity, bool isForced = false) =>
        _fixture.Session.AccountRegister.UnregisterAsync(identity.Id, "handed over", isForced, default);

    private Task<MimException> Refused(MachineIdentity identity) => Assert.ThrowsAsync<MimException>(() => UnregisterAsync(identity));

    private static void Fails(string method, string account) =>
        throw new MimException(MimErrorCause.InstallFailed, $"The server of '{account}' goes away at {method}.");
}
