namespace Mim.Delivery.Accounts.Ldap;

/// <summary>How far a search goes (RFC 4511 section 4.5.1.2); its numbers.</summary>
internal enum LdapScope
{
    Base = 0,
    Subtree = 2,
}
