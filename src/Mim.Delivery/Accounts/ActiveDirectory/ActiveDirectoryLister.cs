using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts.Ldap;

namespace Mim.Delivery.Accounts.ActiveDirectory;

/// <summary>Users and managed accounts of a domain, and the computers that may act as anybody who logs in to them.</summary>
internal sealed class ActiveDirectoryLister(AccountDialer dialer) : IAccountLister
{
    // MS-ADTS section 2.2.16 and 2.2.8: normal users, and trusted for delegation.
    private const string UsersOnly = "805306368";
    private const int TrustedForDelegation = 0x80000;

    public AccountSystem System => AccountSystem.ActiveDirectory;

    public AccountSource Source => AccountSource.ActiveDirectory;

    public bool IsWhole(AccountSettings settings) => settings.Database is null;

    public IAsyncEnumerable<AccountSighting> ListAsync(AccountSettings settings, AccountCredential by, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        return new LdapListing(dialer, settings).RunAsync(
            (directory, token) => LogInAsync(settings, by, directory, token),
            async (directory, token) => new LdapSearch(
                settings.Database ?? await new DomainController(directory).OwnNameAsync(token).ConfigureAwait(false),
                DomainAccount.Attributes,
                [("sAMAccountType", UsersOnly), ("objectClass", "msDS-GroupManagedServiceAccount"), ("objectClass", "msDS-ManagedServiceAccount")])
            {
                Bit = (DomainAccount.Control, TrustedForDelegation),
            },
            async (directory, entry, token) => DomainAccount.Of(
                settings, entry, entry.Text(DomainAccount.Manager) is { } owner && await IsDisabledAsync(directory, owner, owners, token).ConfigureAwait(false)),
            cancellationToken);
    }

    private static async Task LogInAsync(AccountSettings settings, AccountCredential by, LdapLine directory, CancellationToken cancellationToken)
    {
        await directory.SecureAsync(settings, cancellationToken).ConfigureAwait(false);

        // Without a password everybody is let in, as nobody (RFC 4513 section 5.1.2).
        var result = by.Secret.Length == 0 ? null : await new DomainController(directory).BindAsync(by, cancellationToken).ConfigureAwait(false);
        if (result is not { Succeeded: true })
        {
            throw new MimException(
                MimErrorCause.AccessDenied, $"Active Directory at {settings.Endpoint} does not let '{by.UserName}' in.", by.UserName);
        }
    }

    private static async Task<bool> IsDisabledAsync(
        LdapLine directory, string owner, Dictionary<string, bool> owners, CancellationToken cancellationToken)
    {
        const int mostRemembered = 10_000;
        if (!owners.TryGetValue(owner, out var isDisabled))
        {
            var (_, page) = await directory.PageAsync(LdapSearch.Entry(owner, DomainAccount.Control), 1, cancellationToken).ConfigureAwait(false);
            isDisabled = page.Entries is [var entry] && DomainAccount.IsDisabled(entry);
            if (owners.Count < mostRemembered)
            {
                owners[owner] = isDisabled;
            }
        }

        return isDisabled;
    }
}
