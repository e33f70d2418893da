using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Testing.Network;

namespace Mim.Testing.Contracts;

/// <summary>What every rotator does, whatever system the accounts are of.</summary>
public abstract class AccountRotatorContract
{
    private const string First = "first-Password-1";
    private const string Second = "second-Password-2";

    /// <summary>The rotator, the same for the whole test.</summary>
    protected abstract IAccountRotator Rotator { get; }

    /// <summary>Where its accounts are.</summary>
    protected abstract AccountSettings Settings { get; }

    /// <summary>Who may change the passwords there; the caller disposes it.</summary>
    protected abstract AccountCredential Administrator { get; }

    /// <summary>What a name is in full there.</summary>
    protected virtual string NameOf(string account) => account;

    /// <summary>A name that nobody has and that the system just about takes.</summary>
    protected virtual string OddName => "odd \"name' \\ ö";

    /// <summary>Whether an account may change its own password.</summary>
    protected virtual bool ChangesOwn => true;

    /// <summary>Whether the administrator has to show a password.</summary>
    protected virtual bool AsksAdministrator => true;

    /// <summary>Whether it is reached over a network.</summary>
    protected virtual bool IsReached => true;

    /// <summary>Makes an account that has to show its password.</summary>
    protected abstract void Make(string account, string password);

    [SuiteFact]
    public async Task A_changed_password_is_let_in_and_the_one_before_is_not()
    {
        Make("app", First);
        await ChangeAsync(Administrator, "app", Second);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("app", Second));
        Assert.Equal(LoginAnswer.Refused, await LogInAsync("app", First));
    }

    [SuiteFact]
    public async Task Changing_again_ends_in_the_same_place()
    {
        Make("again", First);
        await ChangeAsync(Administrator, "again", Second);
        await ChangeAsync(Administrator, "again", Second);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("again", Second));
    }

    [SuiteFact]
    public async Task An_account_changes_its_own()
    {
        Make("own", First);
        if (!ChangesOwn)
        {
            return;
        }

        await ChangeAsync(Account("own", First), "own", Second);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("own", Second));
        Assert.Equal(LoginAnswer.Refused, await LogInAsync("own", First));
    }

    [SuiteFact]
    public async Task Accounts_and_passwords_may_look_odd()
    {
        Make(OddName, First);
        var longest = new string('x', 60);
        foreach (var password in (string[])["'\";--\\ $(id) %s", "{{password}}", longest])
        {
            await ChangeAsync(Administrator, OddName, password);
            Assert.Equal(LoginAnswer.Accepted, await LogInAsync(OddName, password));
        }

        Assert.Equal(LoginAnswer.Refused, await LogInAsync(OddName, longest + "x"));
    }

    [SuiteFact]
    public async Task Nobody_is_let_in_who_does_not_exist() => Assert.Equal(LoginAnswer.Refused, await LogInAsync("nobody-there", First));

    [SuiteFact]
    public async Task An_account_that_does_not_exist_is_named()
    {
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Administrator, "nobody-there", Second));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("nobody-there", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Second, error.ToString(), StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task Who_is_not_let_in_changes_nothing()
    {
        Make("kept", First);
        if (!AsksAdministrator)
        {
            return;
        }

        using var administrator = Administrator;
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Credential(administrator.UserName, "wrong"), "kept", Second));
        Assert.Equal(MimErrorCause.AccessDenied, error.Cause);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("kept", First));
    }

    [SuiteFact]
    public async Task Who_may_not_changes_nothing()
    {
        Make("powerless", First);
        Make("other", First);
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Account("powerless", First), "other", Second));
        Assert.Equal(MimErrorCause.AccessDenied, error.Cause);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("other", First));
    }

    [SuiteFact]
    public async Task Cancelled_before_it_starts_it_changes_nothing()
    {
        Make("calm", First);
        using var administrator = Administrator;
        using var wanted = Account("calm", Second);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Rotator.ChangeAsync(Settings, administrator, wanted, new CancellationToken(canceled: true)));
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("calm", First));
    }

    [SuiteFact]
    public async Task A_system_that_is_not_there_is_named()
    {
        if (!IsReached)
        {
            return;
        }

        var settings = Settings with { Server = "127.0.0.1", Port = LoopbackPort.Free() };
        using var credential = Account("app", First);
        var error = await Assert.ThrowsAsync<MimException>(() => Rotator.LogInAsync(settings, credential, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(First, error.ToString(), StringComparison.Ordinal);
    }

    protected async Task ChangeAsync(AccountCredential by, string account, string password)
    {
        using (by)
        {
            using var wanted = Account(account, password);
            await Rotator.ChangeAsync(Settings, by, wanted, CancellationToken.None);
        }
    }

    protected async Task<LoginAnswer> LogInAsync(string account, string password)
    {
        using var credential = Account(account, password);
        return await Rotator.LogInAsync(Settings, credential, CancellationToken.None);
    }

    protected AccountCredential Account(string account, string password) => Credential(NameOf(account), password);

    protected static AccountCredential Credential(string account, string password) =>
        new(account, KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(password)));
}
