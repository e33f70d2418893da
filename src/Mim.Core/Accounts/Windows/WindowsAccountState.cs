namespace Mim.Core.Accounts.Windows;

/// <summary>What the machine says of one of its accounts.</summary>
public enum WindowsAccountState
{
    /// <summary>There is none of that name.</summary>
    Missing,

    /// <summary>It is there, and lets in.</summary>
    Usable,

    /// <summary>Somebody has closed it.</summary>
    Disabled,
}
