using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>
/// Passwords of the accounts of this machine's Windows. Whatever logs on as the account by itself – services, scheduled tasks, application
/// pools – is found first, and nothing is changed where one of them cannot be given a password; then the account has the next one, and all
/// of them have. A note on the machine stands for as long as that takes, and nothing counts as proved while it does: a change that died
/// half-way is gone on with, or taken back, by another one, which ends in the same place however often it is made.
/// </summary>
/// <param name="accounts">The accounts.</param>
/// <param name="logOns">What logs on as them.</param>
/// <param name="services">Restarts what runs, where that was asked for.</param>
/// <param name="changes">The notes.</param>
internal sealed class WindowsRotator(IWindowsAccounts accounts, IWindowsLogOns logOns, IWindowsServices services, IWindowsChanges changes)
    : IAccountRotator
{
    public AccountSystem System => AccountSystem.Windows;

    public Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken)
    {
        if (by.UserName != AccountSystems.Root)
        {
            throw Trouble(MimErrorCause.AccessDenied, wanted, $"an administrator of the machine changes its password, and '{by.UserName}' does not.");
        }

        if (!IsText(wanted.Secret))
        {
            throw Trouble(MimErrorCause.InstallFailed, wanted, "a password has no character 0.");
        }

        // Windows answers when it does, and nobody is to wait for it on a thread of theirs.
        return Task.Run(() => ChangeAllAsync(settings, wanted, cancellationToken), cancellationToken);
    }

    public Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken) =>
        Task.Run(() => LogIn(credential, cancellationToken), cancellationToken);

    private static bool IsText(KeyMaterial secret) => !secret.Span.Contains((byte)0);

    private LoginAnswer LogIn(AccountCredential credential, CancellationToken cancellationToken)
    {
        var answer = IsText(credential.Secret) ? accounts.LogOn(credential.UserName, credential.Secret) : LoginAnswer.Refused;
        if (answer != LoginAnswer.Accepted)
        {
            return answer;
        }

        if (changes.Find(credential.UserName) is not null)
        {
            throw Trouble(MimErrorCause.InstallFailed, credential, "it is let in, but a change of its password has not come to its end.");
        }

        var others = logOns.Find(credential.UserName, cancellationToken).Where(logOn => logOns.Holds(logOn, credential.Secret) == false).ToList();
        return others.Count == 0 ? answer : throw Trouble(
            MimErrorCause.InstallFailed, credential, $"it is let in, but another password is what {string.Join(" and ", others)} logs on with.");
    }

    private async Task ChangeAllAsync(AccountSettings settings, AccountCredential wanted, CancellationToken cancellationToken)
    {
        RequireOpen(wanted);
        var found = logOns.Find(wanted.UserName, cancellationToken);
        if (found.FirstOrDefault(logOn => logOn.Obstacle is not null) is { } closed)
        {
            throw Trouble(MimErrorCause.InstallFailed, wanted, $"nothing is changed, as {closed} logs on as it and cannot be given a password: {closed.Obstacle}");
        }

        var before = changes.Find(wanted.UserName);
        var running = found.Where(logOn => logOn is { Kind: WindowsLogOnKind.Service, IsRunning: true } && settings.RestartsServices);
        string[] toRun = [.. running.Select(logOn => logOn.Name).Union(before ?? [], StringComparer.OrdinalIgnoreCase)];
        cancellationToken.ThrowIfCancellationRequested();
        changes.Begin(wanted.UserName, toRun);
        SetPassword(wanted, isFirst: before is null);

        // From here on the account and what logs on as it differ, so nothing ends it: on the way back the more of them have the password
        // the better.
        var troubles = found.Select(logOn => TroubleOf(() => logOns.Give(logOn, wanted.Secret))).OfType<MimException>().ToList();
        if (troubles.Count > 0)
        {
            throw Trouble(MimErrorCause.InstallFailed, wanted, string.Join(' ', troubles.Select(trouble => trouble.Message)), troubles[0]);
        }

        foreach (var service in toRun)
        {
            await services.RestartAsync(service, settings.Timeout, CancellationToken.None).ConfigureAwait(false);
        }

        changes.End(wanted.UserName);
    }

    /// <summary>What Windows does not take has changed nothing.</summary>
    private void SetPassword(AccountCredential wanted, bool isFirst)
    {
        if (TroubleOf(() => accounts.SetPassword(wanted.UserName, wanted.Secret)) is { } refused)
        {
            if (isFirst)
            {
                changes.End(wanted.UserName);
            }

            throw refused;
        }
    }

    private void RequireOpen(AccountCredential wanted)
    {
        switch (accounts.StateOf(wanted.UserName))
        {
            case WindowsAccountState.Missing:
                throw Trouble(MimErrorCause.InstallFailed, wanted, "there is no such account.");
            case WindowsAccountState.Disabled:
                throw Trouble(MimErrorCause.InstallFailed, wanted, "it is disabled, and no password lets it in. Open it first with Enable-LocalUser.");
            default:
                return;
        }
    }

    private static MimException? TroubleOf(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (MimException exception)
        {
            return exception;
        }
    }

    private static MimException Trouble(MimErrorCause cause, AccountCredential account, string what, Exception? inner = null) =>
        new(cause, $"Windows account '{account.UserName}': {what}", account.UserName, inner);
}
