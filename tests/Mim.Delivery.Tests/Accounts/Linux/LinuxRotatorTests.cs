using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Accounts.Linux;
using Mim.Delivery.Commands;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Linux;

/// <summary>Accounts of this machine.</summary>
[RequiresProgram("useradd", "chpasswd", "chage", "su", "setpriv", AsRoot = true)]
public sealed class LinuxRotatorTests : AccountRotatorContract
{
    private const string First = "first-Password-1";
    private const string Second = "second-Password-2";
    private readonly LinuxAccounts _accounts = new();
    private readonly RecordingRunner _runner = new(new LocalCommandRunner(TimeProvider.System));

    public LinuxRotatorTests() => Rotator = new LinuxRotator(_runner);

    protected override IAccountRotator Rotator { get; }

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Administrator => Credential(AccountSystems.Root, "");

    // As odd as useradd lets it be.
    protected override string OddName => "Odd.n\u00e4me_$";

    protected override bool ChangesOwn => false;

    protected override bool AsksAdministrator => false;

    protected override bool IsReached => false;

    protected override string NameOf(string account) => _accounts.NameOf(account);

    protected override void Make(string account, string password) => _accounts.Make(account, password);

    [SuiteFact]
    public async Task The_shell_of_a_service_that_lets_nobody_stay_is_no_trouble()
    {
        Make("shells", First);
        foreach (var shell in (string[])["/usr/sbin/nologin", "/bin/false"])
        {
            Run("usermod", "--shell", shell, "shells");
            Assert.Equal(LoginAnswer.Accepted, await LogInAsync("shells", First));
        }
    }

    [SuiteFact]
    public async Task A_locked_account_stays_locked()
    {
        Make("locked", First);
        Run("usermod", "--lock", "locked");
        await AssertRefusedAsync("locked", "it is locked");
        Run("usermod", "--unlock", "locked");
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("locked", First));
    }

    [SuiteFact]
    public async Task An_expired_account_is_told_and_not_changed()
    {
        Make("expired", First);
        Run("chage", "--expiredate", "2020-01-01", "expired");
        await AssertRefusedAsync("expired", "it has expired");
        var error = await Assert.ThrowsAsync<MimException>(() => LogInAsync("expired", First));
        Assert.Contains("Your account has expired", error.Message, StringComparison.Ordinal);
        Run("chage", "--expiredate", "-1", "expired");
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("expired", First));
    }

    [SuiteFact]
    public async Task Ages_of_passwords_are_for_people_who_choose_them()
    {
        Make("aged", First);
        Run("chage", "--mindays", "30", "aged");
        await ChangeAsync(Administrator, "aged", Second);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("aged", Second));
        Run("chage", "--lastday", "0", "aged");
        var error = await Assert.ThrowsAsync<MimException>(() => LogInAsync("aged", Second));
        Assert.Contains("required to change your password", error.Message, StringComparison.Ordinal);
        await ChangeAsync(Administrator, "aged", First);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("aged", First));
    }

    [SuiteFact]
    public async Task An_account_without_a_password_gets_its_first_one()
    {
        _accounts.MakeWithout("fresh");
        await ChangeAsync(Administrator, "fresh", First);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("fresh", First));
        Run("passwd", "--delete", "fresh");
        Assert.Equal(LoginAnswer.NotAsked, await LogInAsync("fresh", First));
    }

    [SuiteFact]
    public async Task A_password_of_more_than_one_line_is_none()
    {
        Make("lines", First);
        await AssertRefusedAsync("lines", "a password is one line", $"{Second}\n{NameOf("app")}:{Second}");
        Assert.Equal(LoginAnswer.Refused, await LogInAsync("lines", $"{First}\nmore"));
    }

    [SuiteFact]
    public async Task What_the_machine_does_not_take_is_told_without_the_password()
    {
        Make("refused", First);
        await AssertRefusedAsync("refused", "its password is not changed", new string('x', 5000));
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("refused", First));
    }

    [SuiteFact]
    public async Task A_machine_that_does_not_answer_is_told()
    {
        using var wanted = Account("silent", Second);
        _runner.Answer = new CommandResult(null, "");
        var error = await Assert.ThrowsAsync<MimException>(() => Rotator.LogInAsync(
            Settings with { Host = new TargetHost("web01") { Port = 2222 } }, wanted, CancellationToken.None));
        Assert.Equal($"Linux account '{NameOf("silent")}' on [web01]:2222: the machine does not answer within 30 s.", error.Message);
    }

    [SuiteFact]
    public async Task Who_is_not_root_there_is_told()
    {
        using var wanted = Account("any", Second);
        _runner.Answer = new CommandResult(LinuxScripts.NotRoot, "");
        var error = await Assert.ThrowsAsync<MimException>(() => Rotator.ChangeAsync(Settings, Administrator, wanted, CancellationToken.None));
        Assert.Equal(MimErrorCause.AccessDenied, error.Cause);
        Assert.Contains("by sudo", error.Message, StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task No_password_stands_in_a_command_line_or_an_environment()
    {
        Make("seen", First);
        await ChangeAsync(Administrator, "seen", Second);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("seen", Second));
        Assert.Equal(2, _runner.Requests.Count);
        Assert.All(_runner.Requests, request =>
        {
            Assert.DoesNotContain(request.Arguments, argument => argument.Contains(Second, StringComparison.Ordinal));
            Assert.Empty(request.Environment);
        });
    }

    private async Task AssertRefusedAsync(string account, string reason, string password = Second)
    {
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Administrator, account, password));
        Assert.Equal((MimErrorCause.InstallFailed, NameOf(account)), (error.Cause, error.Subject));
        Assert.Contains($"'{NameOf(account)}' on this machine: {reason}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(password, error.ToString(), StringComparison.Ordinal);
    }

    private void Run(string program, params IReadOnlyList<string> arguments) =>
        ProgramRunner.Run(program, [.. arguments.SkipLast(1), NameOf(arguments[^1])]).Succeeded();
}
