using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;

namespace Mim.Delivery.Accounts.Ldap;

/// <summary>
/// Passwords of the entries of an LDAP directory, named by their distinguished names. They are changed by the operation of RFC 3062 and not
/// by writing the attribute, so that it stays the directory's how they are hashed and whether its policy takes them; proved by binding.
/// </summary>
internal sealed class LdapRotator(AccountDialer dialer) : IAccountRotator
{
    public AccountSystem System => AccountSystem.Ldap;

    public Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken) => dialer.TalkAsync(
        settings,
        async (line, token) =>
        {
            var directory = new LdapLine(line);
            if (await BindAsync(directory, settings, by, token).ConfigureAwait(false) == LoginAnswer.Refused)
            {
                throw Trouble(MimErrorCause.AccessDenied, settings, $"does not let '{by.UserName}' in.", by.UserName);
            }

            var before = by.UserName == wanted.UserName ? by.Secret : null;
            var request = LdapRequest.PasswordModify(wanted.UserName, before, wanted.Secret);
            var result = await directory.AskAsync(request, token).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw Refusal(settings, by, wanted, result);
            }

            await directory.LeaveAsync(token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken) => dialer.TalkAsync(
        settings,
        async (line, token) =>
        {
            var directory = new LdapLine(line);
            var answer = await BindAsync(directory, settings, credential, token).ConfigureAwait(false);
            if (answer == LoginAnswer.Accepted)
            {
                await RequireUseAsync(directory, settings, credential, token).ConfigureAwait(false);
            }

            await directory.LeaveAsync(token).ConfigureAwait(false);
            return answer;
        },
        cancellationToken);

    /// <summary>Logs in by a simple bind, and says whether that was let in.</summary>
    public static async Task<LoginAnswer> BindAsync(
        LdapLine directory, AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken)
    {
        await directory.SecureAsync(settings, cancellationToken).ConfigureAwait(false);

        // Without a password everybody is let in, as nobody (RFC 4513 section 5.1.2).
        if (credential.Secret.Length == 0)
        {
            return LoginAnswer.Refused;
        }

        // As it is, which is what clients send and directories compare; none prepares it as RFC 4513 section 5.1.3 would have it.
        var result = await directory.AskAsync(LdapRequest.Bind(credential.UserName, credential.Secret), cancellationToken).ConfigureAwait(false);
        return result.Code switch
        {
            0 => LoginAnswer.Accepted,
            LdapResult.InvalidCredentials or LdapResult.InappropriateAuthentication or LdapResult.NoSuchObject => LoginAnswer.Refused,
            _ => throw Trouble(
                MimErrorCause.InstallFailed, settings, $"does not take the log-in of '{credential.UserName}': {result}", credential.UserName),
        };
    }

    /// <summary>
    /// A policy lets whoever must change his password in for nothing else (pwdMustChange): no consumer could work with that. Who may just
    /// not read his own entry is told that there is none.
    /// </summary>
    private static async Task RequireUseAsync(
        LdapLine directory, AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken)
    {
        var result = await directory.AskAsync(LdapRequest.Search(credential.UserName, LdapRequest.NameOnly), cancellationToken).ConfigureAwait(false);
        if (result.Code == LdapResult.InsufficientAccessRights)
        {
            throw Trouble(
                MimErrorCause.InstallFailed, settings, $"lets '{credential.UserName}' in for a change of password only: {result}", credential.UserName);
        }
    }

    private static MimException Refusal(
        AccountSettings settings, AccountCredential by, AccountCredential wanted, LdapResult result) => result.Code switch
    {
        LdapResult.NoSuchObject => Trouble(MimErrorCause.InstallFailed, settings, $"has no entry '{wanted.UserName}'.", wanted.UserName),
        LdapResult.ConstraintViolation =>
            Trouble(MimErrorCause.InstallFailed, settings, $"does not take this password for '{wanted.UserName}': {result}", wanted.UserName),
        var code => Trouble(
            code == LdapResult.InsufficientAccessRights ? MimErrorCause.AccessDenied : MimErrorCause.InstallFailed,
            settings,
            $"does not let '{by.UserName}' change the password of '{wanted.UserName}': {result}",
            wanted.UserName),
    };

    private static MimException Trouble(MimErrorCause cause, AccountSettings settings, string what, string account) =>
        new(cause, $"LDAP at {settings.Server}:{settings.Port} {what}", account);
}
