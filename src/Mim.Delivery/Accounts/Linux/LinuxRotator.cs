using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Delivery.Commands;

namespace Mim.Delivery.Accounts.Linux;

/// <summary>
/// Passwords of the accounts of one Linux machine. They are changed by root with <c>chpasswd</c>, through PAM, so that it stays the machine's
/// how they are hashed and whether its policy takes them; proved by a log-in through PAM of somebody who is not root.
/// </summary>
/// <param name="commands">Runs programs on the machine.</param>
internal sealed class LinuxRotator(ICommandRunner commands) : IAccountRotator
{
    public AccountSystem System => AccountSystem.Linux;

    public async Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken)
    {
        if (by.UserName != AccountSystems.Root)
        {
            throw Trouble(MimErrorCause.AccessDenied, settings, wanted, $"root changes its password, and '{by.UserName}' does not.");
        }

        if (!IsLine(wanted.Secret))
        {
            throw Trouble(MimErrorCause.InstallFailed, settings, wanted, "a password is one line.");
        }

        using var line = new SecretWriter();
        line.Write(Encoding.UTF8.GetBytes($"{wanted.UserName}:"));
        line.Write(wanted.Secret.Span);
        var result = await RunAsync(LinuxScripts.Change, settings, wanted, line, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw Refusal(settings, wanted, result);
        }
    }

    public async Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken)
    {
        if (!IsLine(credential.Secret))
        {
            return LoginAnswer.Refused;
        }

        using var line = new SecretWriter();
        line.Write(credential.Secret.Span);
        var result = await RunAsync(LinuxScripts.LogIn, settings, credential, line, cancellationToken).ConfigureAwait(false);
        return SuAnswer.Of(result).LogIn ?? throw Trouble(
            MimErrorCause.InstallFailed, settings, credential, $"it cannot log in: {CommandOutput.Shown(result.Output, credential.Secret)}");
    }

    private static bool IsLine(KeyMaterial secret) => !secret.Span.ContainsAny("\n\0"u8);

    private async Task<CommandResult> RunAsync(
        string script, AccountSettings settings, AccountCredential account, SecretWriter line, CancellationToken cancellationToken)
    {
        line.Write("\n"u8);
        using var input = line.ToKeyMaterial();
        var request = new CommandRequest { Arguments = ["sh", "-c", script, "sh", account.UserName], Input = input, Timeout = settings.Timeout };
        var result = await commands.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return result.ExitCode is not null ? result : throw Trouble(
            MimErrorCause.InstallFailed, settings, account, $"the machine does not answer within {settings.Timeout.TotalSeconds:0.#} s.");
    }

    private static MimException Refusal(AccountSettings settings, AccountCredential wanted, CommandResult result) => result.ExitCode switch
    {
        LinuxScripts.NotRoot => Trouble(
            MimErrorCause.AccessDenied, settings, wanted, "root changes its password: work on the machine as root, or by sudo."),
        LinuxScripts.Unknown => Trouble(MimErrorCause.InstallFailed, settings, wanted, "there is no such account."),
        LinuxScripts.Locked => Trouble(
            MimErrorCause.InstallFailed, settings, wanted, "it is locked, and a new password would open it. Open it first with usermod --unlock."),
        LinuxScripts.Expired => Trouble(
            MimErrorCause.InstallFailed, settings, wanted, "it has expired, and no password lets it in. Give it more time with chage --expiredate."),
        _ => Trouble(
            MimErrorCause.InstallFailed, settings, wanted, $"its password is not changed: {CommandOutput.Shown(result.Output, wanted.Secret)}"),
    };

    private static MimException Trouble(MimErrorCause cause, AccountSettings settings, AccountCredential account, string what) => new(
        cause, $"Linux account '{account.UserName}' on {settings.Host?.ToString() ?? "this machine"}: {what}", account.UserName);
}
