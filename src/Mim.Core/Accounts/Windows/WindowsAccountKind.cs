namespace Mim.Core.Accounts.Windows;

/// <summary>What a name is of, as Windows gives it for whatever logs on.</summary>
public enum WindowsAccountKind
{
    /// <summary>A user that the machine keeps itself.</summary>
    Local,

    /// <summary>A user of a domain.</summary>
    Domain,

    /// <summary>A computer or a managed service account, whose password its domain changes: its name ends in <c>$</c>.</summary>
    Managed,

    /// <summary>Windows itself, such as LocalSystem, a service's own account or an application pool's: there is no password.</summary>
    BuiltIn,

    /// <summary>A security identifier (MS-DTYP 2.4.2), which says nothing of a name.</summary>
    Identifier,

    /// <summary>No name of an account.</summary>
    Invalid,
}
