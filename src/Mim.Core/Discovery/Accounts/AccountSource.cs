namespace Mim.Core.Discovery.Accounts;

/// <summary>Where an account was seen. Addresses in the inventory begin with the name.</summary>
public enum AccountSource
{
    /// <summary>A role of a PostgreSQL server.</summary>
    PostgreSql,

    /// <summary>An entry of an LDAP directory (RFC 4511).</summary>
    Ldap,

    /// <summary>A user, computer or managed account of Active Directory.</summary>
    ActiveDirectory,

    /// <summary>An account of a machine with Linux.</summary>
    Linux,

    /// <summary>A user or role of AWS IAM.</summary>
    Aws,

    /// <summary>An application or managed identity of Microsoft Entra.</summary>
    Entra,

    /// <summary>A service account of Google Cloud.</summary>
    Google,
}
