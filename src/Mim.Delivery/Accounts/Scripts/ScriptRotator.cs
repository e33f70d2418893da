using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Commands;

namespace Mim.Delivery.Accounts.Scripts;

/// <summary>Passwords of accounts that scripts of the user's change and prove, in the PowerShell session that waits for it.</summary>
/// <param name="session">The session.</param>
internal sealed class ScriptRotator(ScriptSession session) : IAccountRotator
{
    public AccountSystem System => AccountSystem.Script;

    public Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken) =>
        RunAsync(settings, Scripts(settings).Change, wanted, by.UserName.Length > 0 ? by : null, cancellationToken);

    public async Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken)
    {
        var result = await RunAsync(settings, Scripts(settings).Prove, credential, administrator: null, cancellationToken).ConfigureAwait(false);
        return result.Verdict switch
        {
            true => LoginAnswer.Accepted,
            false => LoginAnswer.Refused,
            null => throw Failed(settings, credential, "the script that proves it said neither $true nor $false last."),
        };
    }

    private async Task<AccountScriptResult> RunAsync(
        AccountSettings settings, string script, AccountCredential account, AccountCredential? administrator, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = session.RunAccount ?? throw new MimException(
            MimErrorCause.Unsupported, $"The scripts of '{account.UserName}' run in a session of PowerShell: work on it there.", account.UserName);
        var call = new AccountScriptCall(script, account, administrator, settings.Server, settings.Timeout);
        var result = await run(call, cancellationToken).ConfigureAwait(false);
        if (!result.HasEnded)
        {
            throw Failed(settings, account, $"its script did not end within {settings.Timeout.TotalSeconds:0.#} s.");
        }

        return result.Trouble is not { } trouble ? result : throw Failed(
            settings, account, CommandOutput.Shown(CommandOutput.Shown(trouble, account.Secret), administrator?.Secret));
    }

    private static AccountScripts Scripts(AccountSettings settings) => settings.Scripts
        ?? throw new MimException(MimErrorCause.InvalidArgument, $"'{settings.Accounts[0]}' has no scripts.", settings.Accounts[0]);

    private static MimException Failed(AccountSettings settings, AccountCredential account, string what) => new(
        MimErrorCause.InstallFailed, $"Script account '{account.UserName}' at {settings.Server}: {what}", account.UserName);
}
