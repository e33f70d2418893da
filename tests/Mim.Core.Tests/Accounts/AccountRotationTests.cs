using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Accounts;

/// <summary>Accounts in the one journal that rotates everything.</summary>
public sealed class AccountRotationTests : IDisposable
{
    private static readonly TimeSpan _hold = TimeSpan.FromHours(4);
    private readonly AccountFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task In_place_the_old_password_is_refused_and_the_consumer_has_the_new_one()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, "app");
        _fixture.AddConsumer(identity);
        Assert.Equal(RotationOutcome.Completed, _fixture.Publish(identity).Outcome);

        var result = _fixture.Rotate(identity);
        Assert.Equal((RotationOutcome.Completed, 2), (result.Outcome, result.NewVersion));
        Assert.NotEqual(AccountFixture.Before, _fixture.Password("app"));
        Assert.True(_fixture.ConsumerLogsIn());
    }

    [Fact]
    public async Task The_new_password_is_sealed_before_the_account_has_it()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, "app");
        _fixture.Server.Before = (method, _) =>
        {
            if (method == nameof(IAccountRotator.ChangeAsync))
            {
                Assert.Contains(
                    _fixture.Session.Identities.Versions(identity.Id),
                    version => version is { Number: 2, State: VersionState.PreActivation, HasPrivateKey: true });
            }
        };
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity).Outcome);
    }

    [Fact]
    public async Task A_pair_takes_turns_and_the_old_one_is_held()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted with { Hold = _hold }, "app_a", "app_b");
        _fixture.AddConsumer(identity);
        _fixture.Publish(identity);

        Assert.Equal(RotationOutcome.Overlapping, _fixture.Rotate(identity).Outcome);
        Assert.Equal("app_b", _fixture.Session.Identities.Get(identity.Id).Subject);
        Assert.Equal(AccountFixture.Before, _fixture.Password("app_a"));
        Assert.True(_fixture.ConsumerLogsIn());

        var early = _fixture.Rotate(identity);
        Assert.Equal(RotationOutcome.Skipped, early.Outcome);
        Assert.Contains("next turn", early.Reason, StringComparison.Ordinal);
        Assert.Equal(AccountFixture.Before, _fixture.Password("app_a"));

        _fixture.Time.Now += _hold;
        Assert.Equal(RotationOutcome.Completed, Resume().Outcome);
        Assert.NotEqual(AccountFixture.Before, _fixture.Password("app_a"));
        Assert.True(_fixture.ConsumerLogsIn());

        var second = _fixture.Rotate(identity);
        Assert.True(second.Outcome == RotationOutcome.Overlapping, second.Reason);
        Assert.Equal("app_a", _fixture.Session.Identities.Get(identity.Id).Subject);
        Assert.True(_fixture.ConsumerLogsIn());
    }

    [Fact]
    public async Task Forced_within_the_overlap_the_account_in_use_is_never_closed()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted with { Hold = _hold }, "app_a", "app_b");
        _fixture.AddConsumer(identity);
        _fixture.Publish(identity);
        _fixture.Rotate(identity);
        _fixture.Time.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(RotationOutcome.Overlapping, _fixture.Rotate(identity, force: true).Outcome);
        _fixture.Time.Now += 2 * _hold;
        await foreach (var result in _fixture.Session.Rotation.ResumeAsync([], CancellationToken.None))
        {
            Assert.Equal(RotationOutcome.Completed, result.Outcome);
        }

        Assert.Equal("app_a", _fixture.Session.Identities.Get(identity.Id).Subject);
        Assert.True(_fixture.ConsumerLogsIn());
    }

    [Theory]
    [InlineData("app")]
    [InlineData("app_a", "app_b")]
    public async Task A_consumer_that_does_not_take_it_has_everything_taken_back(params string[] accounts)
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, accounts);
        _fixture.AddConsumer(identity);
        _fixture.Publish(identity);

        // Only after it was looked at.
        _fixture.Server.Before = (method, _) =>
        {
            if (method == nameof(IAccountRotator.ChangeAsync) && !Directory.Exists(_fixture.Consumer))
            {
                File.Delete(_fixture.Consumer);
                Directory.CreateDirectory(_fixture.Consumer);
            }
        };
        Assert.Equal(RotationOutcome.Failed, _fixture.Rotate(identity).Outcome);
        Directory.Delete(_fixture.Consumer);
        _fixture.Server.Before = (_, _) => { };
        Assert.Equal(RotationOutcome.RolledBack, Resume().Outcome);
        Assert.Equal(AccountFixture.Before, _fixture.Password(accounts[0]));
        Assert.Equal((1, accounts[0]), (_fixture.Session.Identities.Get(identity.Id).Version, _fixture.Session.Identities.Get(identity.Id).Subject));
        Assert.True(_fixture.ConsumerLogsIn());
    }

    [Theory]
    [InlineData(nameof(IAccountRotator.ChangeAsync), 1)]
    [InlineData(nameof(IAccountRotator.LogInAsync), 1)]
    [InlineData(nameof(IAccountRotator.LogInAsync), 2)]
    public async Task Trouble_of_the_server_at_any_call_leaves_the_old_password_in_place(string method, int call)
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, "app");
        var calls = 0;
        _fixture.Server.Before = (called, _) =>
        {
            if (called == method && ++calls == call)
            {
                throw new MimException(MimErrorCause.InstallFailed, "The server goes away.");
            }
        };
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate(identity).Outcome);
        Assert.Equal(AccountFixture.Before, _fixture.Password("app"));
        _fixture.Server.Before = (_, _) => { };
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity).Outcome);
    }

    [Fact]
    public async Task An_undone_rotation_gives_the_account_its_old_password()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, "app_a", "app_b");
        _fixture.AddConsumer(identity);
        _fixture.Publish(identity);
        var rotated = _fixture.Rotate(identity);
        Assert.Equal(RotationOutcome.Completed, rotated.Outcome);
        Assert.NotEqual(AccountFixture.Before, _fixture.Password("app_a"));
        var newest = _fixture.Password("app_b");

        Assert.Equal(RotationOutcome.Undone, (await _fixture.Session.Rotation.UndoAsync(rotated.RotationId!.Value, CancellationToken.None)).Outcome);
        Assert.Equal(AccountFixture.Before, _fixture.Password("app_a"));
        Assert.NotEqual(newest, _fixture.Password("app_b"));
        Assert.True(_fixture.ConsumerLogsIn());
    }

    [Fact]
    public async Task Undone_in_place_an_account_has_the_password_before_and_is_not_closed()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, "app");
        _fixture.AddConsumer(identity);
        _fixture.Publish(identity);
        var rotated = _fixture.Rotate(identity);
        Assert.NotEqual(AccountFixture.Before, _fixture.Password("app"));
        Assert.Equal(RotationOutcome.Undone, (await _fixture.Session.Rotation.UndoAsync(rotated.RotationId!.Value, CancellationToken.None)).Outcome);
        Assert.Equal(AccountFixture.Before, _fixture.Password("app"));
        Assert.True(_fixture.ConsumerLogsIn());
    }

    [Fact]
    public async Task In_place_nothing_changes_while_a_consumer_waits_for_its_window()
    {
        var identity = await _fixture.RegisterAsync(wanted => wanted, "app");
        _fixture.AddConsumer(identity);
        _fixture.Publish(identity);
        _fixture.AddConsumer(identity, new MaintenanceWindow("0 2 * * *", TimeSpan.FromHours(1), "UTC"));
        Assert.Equal(RotationOutcome.Waiting, _fixture.Rotate(identity).Outcome);
        Assert.Equal(AccountFixture.Before, _fixture.Password("app"));
        Assert.True(_fixture.ConsumerLogsIn());

        _fixture.Time.Now = new DateTimeOffset(2026, 3, 2, 2, 10, 0, TimeSpan.Zero);
        Assert.Equal(RotationOutcome.Completed, Resume().Outcome);
        Assert.True(_fixture.ConsumerLogsIn());
    }

    private RotationResult Resume() =>
        _fixture.Session.Rotation.ResumeAsync([], CancellationToken.None).ToBlockingEnumerable().Single();
}
