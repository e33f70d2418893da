using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts.Ldap;

namespace Mim.Delivery.Accounts.ActiveDirectory;

/// <summary>
/// Passwords of the users of a domain: replaced in the attribute unicodePwd by an administrator, or changed there by whoever shows the one
/// before (MS-ADTS section 3.1.1.3.1.5.1), and proved by binding.
/// </summary>
internal sealed class ActiveDirectoryRotator(AccountDialer dialer) : IAccountRotator
{
    private const string Attribute = "unicodePwd";

    public AccountSystem System => AccountSystem.ActiveDirectory;

    public async Task ChangeAsync(
        AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken)
    {
        using var next = QuotedPassword.Of(wanted.Secret);
        if (by.UserName.Equals(wanted.UserName, StringComparison.OrdinalIgnoreCase))
        {
            using var before = QuotedPassword.Of(by.Secret);
            Action<AsnWriter> Change(string entry) => LdapRequest.Modify(entry, Attribute, (LdapChange.Delete, before), (LdapChange.Add, next));
            await ModifyAsync(settings, by, wanted, [Change], cancellationToken).ConfigureAwait(false);
            return;
        }

        using var nobodys = NobodysPassword.Make();
        using var between = QuotedPassword.Of(nobodys);
        Action<AsnWriter> Replace(string entry) => LdapRequest.Modify(entry, Attribute, (LdapChange.Replace, next));
        Action<AsnWriter> Close(string entry) => LdapRequest.Modify(entry, Attribute, (LdapChange.Replace, between));
        await ModifyAsync(settings, by, wanted, [Replace], cancellationToken).ConfigureAwait(false);

        // For an hour the domain lets in with the password before the current one too (OldPasswordAllowedPeriod). Now that it took this
        // one, another that nobody has becomes the one before; that must not stop halfway, so nobody calls it off.
        await ModifyAsync(settings, by, wanted, [Close, Replace], CancellationToken.None).ConfigureAwait(false);
    }

    public async Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken) =>
        await TalkAsync(settings, (domain, token) => BindAsync(domain, settings, credential, token), cancellationToken).ConfigureAwait(false)
            ? LoginAnswer.Accepted
            : LoginAnswer.Refused;

    private Task<bool> ModifyAsync(
        AccountSettings settings,
        AccountCredential by,
        AccountCredential wanted,
        IReadOnlyList<Func<string, Action<AsnWriter>>> changes,
        CancellationToken cancellationToken) => TalkAsync(
        settings,
        async (domain, token) =>
        {
            if (!await BindAsync(domain, settings, by, token).ConfigureAwait(false))
            {
                throw Trouble(MimErrorCause.AccessDenied, settings, $"does not let '{by.UserName}' in.", by.UserName);
            }

            var entry = await domain.FindAsync(wanted.UserName, token).ConfigureAwait(false)
                ?? throw Trouble(MimErrorCause.InstallFailed, settings, $"has no user '{wanted.UserName}' in its domain.", wanted.UserName);
            foreach (var change in changes)
            {
                var result = await domain.AskAsync(change(entry), token).ConfigureAwait(false);
                if (!result.Succeeded)
                {
                    var (cause, what) = DomainTrouble.OfChange(result);
                    throw Trouble(
                        cause, settings, $"does not let '{by.UserName}' change the password of '{wanted.UserName}': {what}", wanted.UserName);
                }
            }

            return true;
        },
        cancellationToken);

    private static async Task<bool> BindAsync(
        DomainController domain, AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken)
    {
        // Without a password everybody is let in, as nobody (RFC 4513 section 5.1.2).
        if (credential.Secret.Length == 0)
        {
            return false;
        }

        var result = await domain.BindAsync(credential, cancellationToken).ConfigureAwait(false);
        return result.Succeeded || (DomainTrouble.OfLogIn(result) is not { } what
            ? false
            : throw Trouble(
                MimErrorCause.InstallFailed, settings, $"does not let '{credential.UserName}' in: it {what}", credential.UserName));
    }

    private Task<bool> TalkAsync(
        AccountSettings settings, Func<DomainController, CancellationToken, Task<bool>> talk, CancellationToken cancellationToken) =>
        dialer.TalkAsync(
            settings,
            async (line, token) =>
            {
                var directory = new LdapLine(line);
                await directory.SecureAsync(settings, token).ConfigureAwait(false);
                var result = await talk(new DomainController(directory), token).ConfigureAwait(false);
                await directory.LeaveAsync(token).ConfigureAwait(false);
                return result;
            },
            cancellationToken);

    private static MimException Trouble(MimErrorCause cause, AccountSettings settings, string what, string account) =>
        new(cause, $"Active Directory at {settings.Server}:{settings.Port} {what}", account);
}
