using System.Buffers.Binary;
using System.Globalization;
using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;
using Mim.Delivery.Accounts.Ldap;

namespace Mim.Delivery.Accounts.ActiveDirectory;

/// <summary>What the attributes of an account in a domain say (MS-ADA, MS-ADTS section 2.2.16). Pure.</summary>
internal static class DomainAccount
{
    public const string Control = "userAccountControl";
    public const string Manager = "manager";

    private const int Disabled = 0x2;
    private const int DomainController = 0x2000;
    private const int TrustedForDelegation = 0x80000;

    private static readonly (int Bit, AccountTraits Trait)[] _bits =
    [
        (0x20, AccountTraits.PasswordNotRequired), (0x80, AccountTraits.PasswordReversible), (0x10000, AccountTraits.PasswordNeverExpires),
        (TrustedForDelegation, AccountTraits.UnconstrainedDelegation), (0x200000, AccountTraits.WeakEncryption),
        (0x400000, AccountTraits.NoPreauthentication), (0x1000000, AccountTraits.ProtocolTransition),
    ];

    // Relative ids that every domain has: the administrator, the guest and the account that Kerberos' tickets are sealed by.
    private static readonly uint[] _builtIn = [500, 501, 502];

    public static IReadOnlyList<string> Attributes { get; } =
    [
        "objectClass", "sAMAccountName", "objectSid", Control, "servicePrincipalName", "pwdLastSet", "lastLogonTimestamp", "lastLogon", "whenCreated",
        "description", Manager, "managedBy", "adminCount", "accountExpires",
    ];

    public static bool IsDisabled(LdapEntry entry) => (entry.Number(Control) & Disabled) != 0;

    /// <summary>Null for a domain controller, which has to be trusted.</summary>
    /// <param name="settings">Where the domain is.</param>
    /// <param name="entry">Of the account.</param>
    /// <param name="isOwnerDisabled">Whether who answers for it is.</param>
    public static AccountSighting? Of(AccountSettings settings, LdapEntry entry, bool isOwnerDisabled)
    {
        var control = (int)(entry.Number(Control) ?? 0);
        if ((control & DomainController) != 0)
        {
            return null;
        }

        var services = entry.Texts("servicePrincipalName");
        var isMachine = entry.Is("computer");
        var isManaged = entry.Is("msDS-GroupManagedServiceAccount") || entry.Is("msDS-ManagedServiceAccount");
        var isPrivileged = entry.Number("adminCount") > 0;
        var traits = _bits.Where(bit => (control & bit.Bit) != 0).Aggregate(AccountTraits.UsageKnown, (sum, bit) => sum | bit.Trait)
            | (isManaged || isMachine ? AccountTraits.Managed : AccountTraits.None)
            | (isPrivileged ? AccountTraits.Privileged : AccountTraits.None)
            | (isOwnerDisabled ? AccountTraits.OwnerDisabled : AccountTraits.None)
            | (_builtIn.Contains(RelativeId(entry)) ? AccountTraits.BuiltIn : AccountTraits.None);
        return new AccountSighting
        {
            Source = AccountSource.ActiveDirectory,
            Place = settings.Endpoint,
            Account = entry.Text("sAMAccountName") ?? entry.Name,
            Identifier = Sid(entry),
            IsService = services.Count > 0 || isManaged || isMachine || (control & (0x10000 | TrustedForDelegation | 0x1000000)) != 0,
            IsEnabled = (control & Disabled) == 0,
            EndsAt = entry.WindowsTime("accountExpires"),
            Traits = traits,
            Owner = entry.Text(Manager) ?? entry.Text("managedBy"),
            Description = entry.Text("description"),
            CreatedAt = entry.Time("whenCreated"),
            PasswordChangedAt = entry.WindowsTime("pwdLastSet"),

            // The one is kept by every controller for itself, the other is the same everywhere and up to two weeks late.
            LastUsedAt = new[] { entry.WindowsTime("lastLogonTimestamp"), entry.WindowsTime("lastLogon") }.Max(),
            Privileges = isPrivileged ? ["protected group"] : [],
            Services = services,
        };
    }

    private static uint RelativeId(LdapEntry entry) =>
        entry.Octets("objectSid") is [{ Length: >= 12 } sid, ..] ? BinaryPrimitives.ReadUInt32LittleEndian(sid.AsSpan(sid.Length - 4)) : 0;

    /// <summary>As Windows writes it (MS-DTYP section 2.4.2.1).</summary>
    private static string? Sid(LdapEntry entry)
    {
        if (entry.Octets("objectSid") is not [{ Length: >= 8 } sid, ..] || sid.Length != 8 + (4 * sid[1]))
        {
            return null;
        }

        var authority = BinaryPrimitives.ReadUInt64BigEndian(sid) & 0xFFFF_FFFF_FFFF;
        var parts = Enumerable.Range(0, sid[1]).Select(part => BinaryPrimitives.ReadUInt32LittleEndian(sid.AsSpan(8 + (4 * part))));
        return string.Create(CultureInfo.InvariantCulture, $"S-{sid[0]}-{authority}-{string.Join('-', parts)}");
    }
}
