using System.Text;
using Mim.Composition.Tests.Crash;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Windows;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Composition.Tests.Accounts;

/// <summary>
/// An account of a Windows that is not one, with services, a task and a pool that log on as it, and a consumer of its file: the product's
/// own rotator over a machine that is a file.
/// </summary>
public sealed class WindowsAccountTests : IDisposable
{
    private const string Before = "before-Password-1";
    private const int FewestShots = 20;
    private readonly TemporaryFolder _folder = new();
    private readonly FakeWindows _windows;
    private readonly MimSession _session;

    public WindowsAccountTests()
    {
        _windows = new FakeWindows(FakeWindows.PathBeside(Store));
        FakeWindowsLogOn[] all =
        [
            new(WindowsLogOnKind.Service, "web", @".\svc-shop", Before) { IsRunning = true },
            new(WindowsLogOnKind.Service, "idle", @".\svc-shop", Before),
            new(WindowsLogOnKind.Task, @"\nightly", @"WIN01\svc-shop", Before),
            new(WindowsLogOnKind.Pool, "shop", "svc-shop", Before),
            new(WindowsLogOnKind.Service, "others", "LocalSystem", "") { IsRunning = true },
        ];
        _windows.Change(state => state with { Accounts = [new FakeWindowsAccount("svc-shop", Before)], LogOns = all });
        _session = DecoratedSession.Open(Store, TimeProvider.System, Decorate);
    }

    private string Store => _folder["inventory.db"];

    private string Consumer => _folder["app.conf"];

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Rotated_the_account_all_that_logs_on_as_it_and_its_consumer_have_the_next_password()
    {
        var identity = await RegisterAsync();
        Assert.Equal(RotationOutcome.Completed, Rotate(identity).Outcome);
        AssertTogether();
        Assert.NotEqual(Before, Password);
        var account = _session.AccountRegister.Find([_session.Identities.Get(identity.Id)], CancellationToken.None).Single();
        Assert.Equal((AccountSystem.Windows, "svc-shop", AccountStrategy.InPlace), (account.System, account.Account, account.Strategy));
    }

    [Theory]
    [InlineData("a task does not take it", RotationOutcome.Failed)]
    [InlineData("a pool cannot be given one", RotationOutcome.RolledBack)]
    [InlineData("the account is disabled", RotationOutcome.Failed)]
    [InlineData("a service does not come back", RotationOutcome.RolledBack)]
    [InlineData("nobody administers the machine", RotationOutcome.RolledBack)]
    public async Task Whatever_fails_the_password_of_before_is_everywhere_again(string what, RotationOutcome outcome)
    {
        var identity = await RegisterAsync();
        _windows.Change(state => what switch
        {
            "a task does not take it" => With(state, logOn => logOn with { IsStubborn = logOn.Kind == WindowsLogOnKind.Task }),
            "a pool cannot be given one" => With(state, logOn => logOn with { IsClosed = logOn.Kind == WindowsLogOnKind.Pool }),
            "the account is disabled" => state with { Accounts = [state.Accounts[0] with { IsDisabled = true }] },
            "a service does not come back" => With(state, logOn => logOn with { OnlyWith = logOn.Name == "web" ? Before : null }),
            _ => state with { IsOpen = false },
        });
        var result = Rotate(identity);
        Assert.True(result.Outcome == outcome, $"{result.Outcome}: {result.Reason}");
        _windows.Change(state => state with
        {
            IsOpen = true,
            Accounts = [state.Accounts[0] with { IsDisabled = false }],
            LogOns = [.. state.LogOns.Select(one => one with { IsStubborn = false, IsClosed = false, OnlyWith = null })],
        });
        if (outcome == RotationOutcome.Failed)
        {
            var resumed = Assert.Single(_session.Rotation.ResumeAsync([], CancellationToken.None).ToBlockingEnumerable());
            Assert.Equal(RotationOutcome.RolledBack, resumed.Outcome);
        }

        Assert.Equal(Before, Password);
        AssertTogether();
        Assert.Equal(1, _session.Identities.Get(identity.Id).Version);
        Assert.Equal(RotationOutcome.Completed, Rotate(identity).Outcome);
        AssertTogether();
    }

    [Fact]
    public async Task A_pool_that_somebody_gave_another_password_is_told_and_repaired()
    {
        var identity = await RegisterAsync();
        _windows.Change(state => With(state, logOn => logOn with { Password = logOn.Kind == WindowsLogOnKind.Pool ? "by hand" : logOn.Password }));
        var target = _session.Targets.Find(identity.Id, CancellationToken.None).First(one => one.Kind == TargetKind.Account);
        var test = await _session.Targets.TestAsync(target.Id, CancellationToken.None);
        Assert.Contains("application pool 'shop'", test.Reason, StringComparison.Ordinal);
        Assert.Single(_session.Rotation.ReconcileAsync([identity.Id], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable());
        AssertTogether();
    }

    [Fact]
    public async Task Killed_anywhere_a_rotation_is_completed_and_every_service_runs() => await KilledAsync(
        "account", new Dictionary<RotationOutcome, int> { [RotationOutcome.Completed] = 1 });

    [Fact]
    public async Task Killed_anywhere_a_rotation_that_its_consumer_refuses_is_completed_or_taken_back() => await KilledAsync(
        "account-fail", new Dictionary<RotationOutcome, int> { [RotationOutcome.Completed] = 1, [RotationOutcome.RolledBack] = 0 });

    [Theory]
    [InlineData(@"CORP\svc-shop", "ActiveDirectory")]
    [InlineData("gmsa$", "its domain changes its password")]
    [InlineData("LocalSystem", "it has no password")]
    [InlineData("a/b", "'a/b' is no account that this machine keeps")]
    public async Task What_is_no_account_of_the_machine_is_refused(string account, string reason)
    {
        var error = await Assert.ThrowsAsync<MimException>(() => RegisterAsync(account));
        Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private async Task KilledAsync(string scenario, IReadOnlyDictionary<RotationOutcome, int> ends)
    {
        // A pool shows what it has, which services and tasks do not.
        _windows.Change(state => state with { LogOns = [.. state.LogOns.Where(one => one.Kind != WindowsLogOnKind.Pool)] });
        var identity = await RegisterAsync();
        using var work = new RecordedWork(Store, scenario, identity.Id, FewestShots, Decorate);
        foreach (var shot in work.Turns)
        {
            await work.ResumeEverywhereAsync(ends, shots: [shot]);
            AssertTogether();
        }
    }

    private SessionParts Decorate(SessionParts parts) => FakeWindowsRotator.Joined(parts, FakeWindowsRotator.On(_windows));

    private string Password => _windows.State.Accounts.Single().Password;

    private static FakeWindowsState With(FakeWindowsState state, Func<FakeWindowsLogOn, FakeWindowsLogOn> how) =>
        state with { LogOns = [.. state.LogOns.Select(how)] };

    private async Task<MachineIdentity> RegisterAsync(string account = @".\svc-shop")
    {
        using var password = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(Before));
        var settings = AccountSettings.Usual(AccountSystem.Windows, AccountSettings.ThisMachine, [account]) with { RestartsServices = true };
        var identity = await _session.Accounts.RegisterAsync(new NewAccount { Name = "shop", Settings = settings, Password = password }, CancellationToken.None);
        var template = new FileTargetSettings { Path = Consumer, Layout = FileLayout.Template, Template = "{{username}}\n{{password}}" };
        _session.Targets.Add(new NewTarget { IdentityId = identity.Id, Settings = template }, CancellationToken.None);
        Assert.Equal(RotationOutcome.Completed, _session.Rotation.PublishAsync([identity.Id], null, CancellationToken.None).ToBlockingEnumerable().Single().Outcome);
        return identity;
    }

    private RotationResult Rotate(MachineIdentity identity) =>
        _session.Rotation.RotateAsync([identity.Id], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable().Single();

    /// <summary>The account, all that logs on as it and the consumer have one password, and what ran does.</summary>
    private void AssertTogether()
    {
        var (state, password) = (_windows.State, Password);
        Assert.All(state.LogOns.Where(one => one.Name != "others"), one => Assert.Equal((one.Name, password), (one.Name, one.Password)));
        Assert.Equal(["web", "others"], state.LogOns.Where(one => one.IsRunning).Select(one => one.Name));
        Assert.Empty(state.Changes);
        Assert.Equal($"svc-shop\n{password}", File.ReadAllText(Consumer));
    }
}
