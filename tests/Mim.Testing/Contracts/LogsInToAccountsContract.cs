using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Testing.Programs;

namespace Mim.Testing.Contracts;

/// <summary>What every target does that is an account itself, before it is a target.</summary>
public abstract class LogsInToAccountsContract
{
    private const string Password = "before-Password-1";

    protected abstract ILogsInToAccounts Adapter { get; }

    /// <summary>Makes an account that has to show its password, and tells where it is.</summary>
    protected abstract AccountSettings Make(string account, string password);

    [SuiteFact]
    public async Task A_password_lets_in_or_not()
    {
        var settings = Make("app", Password);
        using var right = AccountServer.Credential(settings.Accounts[0], Password);
        using var wrong = AccountServer.Credential(settings.Accounts[0], "wrong");
        Assert.Equal(LoginAnswer.Accepted, await Adapter.LogInAsync(settings, right, CancellationToken.None));
        Assert.Equal(LoginAnswer.Refused, await Adapter.LogInAsync(settings, wrong, CancellationToken.None));
    }
}
