namespace Mim.Delivery.Accounts.Ldap;

/// <summary>Whether a search goes through aliases (RFC 4511 section 4.5.1.3); its numbers.</summary>
internal enum LdapAliases
{
    Never = 0,
}
