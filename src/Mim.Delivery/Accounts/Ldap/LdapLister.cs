using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;

namespace Mim.Delivery.Accounts.Ldap;

/// <summary>Entries of an LDAP directory that may have a password, below its suffix or the one that is named as its database.</summary>
internal sealed class LdapLister(AccountDialer dialer) : IAccountLister
{
    private const string Locked = "pwdAccountLockedTime";

    private static readonly string[] _classes = ["person", "account", "simpleSecurityObject", "posixAccount", "applicationProcess", "organizationalRole"];
    private static readonly string[] _attributes =
    [
        "objectClass", "cn", "uid", "description", "owner", "manager", "entryUUID", "createTimestamp", "pwdChangedTime", "pwdLastSuccess",
        "authTimestamp", Locked, "shadowExpire",
    ];

    public AccountSystem System => AccountSystem.Ldap;

    public AccountSource Source => AccountSource.Ldap;

    public bool IsWhole(AccountSettings settings) => settings.Database is null;

    public IAsyncEnumerable<AccountSighting> ListAsync(AccountSettings settings, AccountCredential by, CancellationToken cancellationToken) =>
        new LdapListing(dialer, settings).RunAsync(
            async (directory, token) =>
            {
                if (await LdapRotator.BindAsync(directory, settings, by, token).ConfigureAwait(false) == LoginAnswer.Refused)
                {
                    throw new MimException(MimErrorCause.AccessDenied, $"LDAP at {settings.Endpoint} does not let '{by.UserName}' in.", by.UserName);
                }
            },
            async (directory, token) => new LdapSearch(
                settings.Database ?? await SuffixAsync(directory, token).ConfigureAwait(false), _attributes, [.. _classes.Select(name => ("objectClass", name))]),
            (directory, entry, token) => ReadAsync(settings, directory, entry, token),
            cancellationToken);

    private static async Task<string> SuffixAsync(LdapLine directory, CancellationToken cancellationToken)
    {
        var (_, found) = await directory.FindAsync(LdapRequest.Search(string.Empty, "namingContexts"), cancellationToken).ConfigureAwait(false);
        return found is [{ Length: > 0 } suffix] ? suffix : throw new InvalidDataException("it does not say what is in it: name its suffix by -Database.");
    }

    private static async Task<AccountSighting?> ReadAsync(AccountSettings settings, LdapLine directory, LdapEntry entry, CancellationToken cancellationToken)
    {
        var owner = entry.Text("owner") ?? entry.Text("manager");
        var isOwnerDisabled = owner is not null
            && (await directory.PageAsync(LdapSearch.Entry(owner, Locked), 1, cancellationToken).ConfigureAwait(false)).Page.Entries is [var found]
            && IsLocked(found);
        return new AccountSighting
        {
            Source = AccountSource.Ldap,
            Place = settings.Endpoint,
            Account = entry.Name,
            DisplayName = entry.Text("uid") ?? entry.Text("cn"),
            Identifier = entry.Text("entryUUID"),
            IsService = !entry.Is("person"),
            IsEnabled = !IsLocked(entry),
            EndsAt = entry.Number("shadowExpire") is { } day and > 0 and < 100_000 ? DateTimeOffset.UnixEpoch.AddDays(day) : null,
            Traits = isOwnerDisabled ? AccountTraits.OwnerDisabled : AccountTraits.None,
            Owner = owner,
            Description = entry.Text("description"),
            CreatedAt = entry.Time("createTimestamp"),
            PasswordChangedAt = entry.Time("pwdChangedTime"),
            LastUsedAt = entry.Time("pwdLastSuccess") ?? entry.Time("authTimestamp"),
        };
    }

    // For good, and not for a while after too many tries.
    private static bool IsLocked(LdapEntry entry) => entry.Text(Locked)?.StartsWith("00000101", StringComparison.Ordinal) == true;
}
