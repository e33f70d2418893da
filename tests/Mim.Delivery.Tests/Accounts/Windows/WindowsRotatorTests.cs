using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Delivery.Accounts.Windows;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests.Accounts.Windows;

/// <summary>Accounts of a Windows that is not one.</summary>
public sealed class WindowsRotatorTests : AccountRotatorContract, IDisposable
{
    private const string First = "first-Password-1";
    private const string Second = "second-Password-2";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeWindows _windows;
    private readonly FakeWindowsServices _services;

    public WindowsRotatorTests()
    {
        _windows = new FakeWindows(_folder["machine.windows"]);
        _services = new FakeWindowsServices(_windows);
        Rotator = new WindowsRotator(new FakeWindowsAccounts(_windows), new FakeWindowsLogOns(_windows), _services, new FakeWindowsChanges(_windows));
        Settings = AccountSettings.Usual(AccountSystem.Windows, AccountSettings.ThisMachine, ["app"]);
    }

    protected override IAccountRotator Rotator { get; }

    protected override AccountSettings Settings => field;

    protected override AccountCredential Administrator => Credential(AccountSystems.Root, "");

    // As odd as NetUserAdd lets it be.
    protected override string OddName => "Odd n\u00e4me'(1) {$}!";

    protected override bool ChangesOwn => false;

    protected override bool AsksAdministrator => false;

    protected override bool IsReached => false;

    public void Dispose() => _folder.Dispose();

    protected override void Make(string account, string password) =>
        _windows.Change(state => state with { Accounts = [.. state.Accounts, new FakeWindowsAccount(account, password)] });

    [SuiteFact]
    public async Task All_that_logs_on_as_the_account_has_the_next_password_and_nothing_else_has()
    {
        MakeBusy();
        await ChangeAsync(Administrator, "app", Second);
        Assert.Equal([First, Second, Second, Second, Second], Held());
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("app", Second));
    }

    [SuiteFact]
    public async Task What_cannot_be_given_a_password_is_named_before_anything_is_changed()
    {
        MakeBusy(logOn => logOn with { IsClosed = logOn.Kind == WindowsLogOnKind.Pool });
        await AssertRefusedAsync("nothing is changed, as application pool 'shop' logs on as it and cannot be given a password: nothing here can.");
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("app", First));
        Assert.All(Held(), password => Assert.Equal(First, password));
    }

    [SuiteFact]
    public async Task What_does_not_take_it_is_named_and_the_others_have_it_as_they_will_on_the_way_back()
    {
        MakeBusy(logOn => logOn with { IsStubborn = logOn.Kind == WindowsLogOnKind.Task || logOn.Name == "web" });
        await AssertRefusedAsync("'web' does not get its password.");
        await AssertRefusedAsync(@"scheduled task '\nightly' does not get its password.");
        Assert.Equal([First, First, First, Second, Second], Held());
        await AssertRefusedAsync("'web' does not get its password.", First);
        Assert.All(Held(), password => Assert.Equal(First, password));

        // What Windows keeps for services is shown to nobody, so this is all that tells of it.
        var error = await Assert.ThrowsAsync<MimException>(() => LogInAsync("app", First));
        Assert.Contains("has not come to its end", error.Message, StringComparison.Ordinal);
        _windows.Change(state => state with { LogOns = [.. state.LogOns.Select(one => one with { IsStubborn = false })] });
        await ChangeAsync(Administrator, "app", First);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("app", First));
    }

    [SuiteFact]
    public async Task Only_services_that_run_are_restarted_and_only_where_that_is_asked_for()
    {
        MakeBusy();
        List<string> stopped = [];
        _services.WhileStopped = stopped.Add;
        await ChangeAsync(Administrator, "app", Second);
        Assert.Empty(stopped);
        await RestartingAsync(First);
        Assert.Equal(["web"], stopped);
        Assert.True(_windows.State.LogOns.Single(one => one.Name == "web").IsRunning);
    }

    [SuiteFact]
    public async Task A_service_that_does_not_come_back_is_named_and_comes_back_on_the_way_back()
    {
        MakeBusy();
        _services.WhileStopped = _ => _windows.Change(state => state with { LogOns = [.. state.LogOns.Select(one => one with { Password = "lost" })] });
        var error = await Assert.ThrowsAsync<MimException>(() => RestartingAsync(Second));
        Assert.Equal((MimErrorCause.InstallFailed, "web"), (error.Cause, error.Subject));
        _services.WhileStopped = _ => { };
        await RestartingAsync(First);
        Assert.True(_windows.State.LogOns.Single(one => one.Name == "web").IsRunning);
    }

    [SuiteFact]
    public async Task A_pool_that_somebody_gave_another_password_is_named()
    {
        MakeBusy(logOn => logOn with { Password = logOn.Kind == WindowsLogOnKind.Pool ? "by hand" : First });
        var error = await Assert.ThrowsAsync<MimException>(() => LogInAsync("app", First));
        Assert.Contains("application pool 'shop'", error.Message, StringComparison.Ordinal);
        Assert.Equal(LoginAnswer.Refused, await LogInAsync("app", Second));
    }

    [SuiteFact]
    public async Task A_disabled_account_stays_disabled()
    {
        _windows.Change(state => state with { Accounts = [new FakeWindowsAccount("app", First, IsDisabled: true)] });
        await AssertRefusedAsync("it is disabled");
    }

    [SuiteFact]
    public async Task A_password_that_Windows_would_cut_is_none()
    {
        Make("app", First);
        await AssertRefusedAsync("no character 0", $"{Second}\0more");
        Assert.Equal(LoginAnswer.Refused, await LogInAsync("app", $"{First}\0more"));
    }

    [SuiteFact]
    public async Task Who_does_not_administer_the_machine_is_told()
    {
        Make("app", First);
        _windows.Change(state => state with { IsOpen = false });
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Administrator, "app", Second));
        Assert.Equal(MimErrorCause.AccessDenied, error.Cause);
    }

    /// <summary>The account with a service that runs and one that does not, a task and a pool, and a service of another account.</summary>
    private void MakeBusy(Func<FakeWindowsLogOn, FakeWindowsLogOn>? how = null)
    {
        Make("app", First);
        Make("other", First);
        FakeWindowsLogOn[] all =
        [
            new(WindowsLogOnKind.Service, "others", @".\other", First) { IsRunning = true },
            new(WindowsLogOnKind.Service, "web", @".\APP", First) { IsRunning = true },
            new(WindowsLogOnKind.Task, @"\nightly", "app", First),
            new(WindowsLogOnKind.Pool, "shop", @"win01\app", First),
            new(WindowsLogOnKind.Service, "idle", "app", First),
        ];
        _windows.Change(state => state with { LogOns = [.. all.Select(how ?? (logOn => logOn))] });
    }

    private string[] Held() => [.. _windows.State.LogOns.Select(one => one.Password)];

    private async Task RestartingAsync(string password)
    {
        using var administrator = Administrator;
        using var wanted = Account("app", password);
        await Rotator.ChangeAsync(Settings with { RestartsServices = true }, administrator, wanted, CancellationToken.None);
    }

    private async Task AssertRefusedAsync(string reason, string password = Second)
    {
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Administrator, "app", password));
        Assert.Equal((MimErrorCause.InstallFailed, "app"), (error.Cause, error.Subject));
        Assert.StartsWith("Windows account 'app': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(password, error.ToString(), StringComparison.Ordinal);
    }
}
