namespace Mim.Delivery.Accounts.Ldap;

/// <summary>What happens to a value (RFC 4511 section 4.6); its numbers.</summary>
internal enum LdapChange
{
    Add = 0,
    Delete = 1,
    Replace = 2,
}
