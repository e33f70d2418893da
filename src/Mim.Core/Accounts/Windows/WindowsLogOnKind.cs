namespace Mim.Core.Accounts.Windows;

/// <summary>What logs on by itself.</summary>
public enum WindowsLogOnKind
{
    /// <summary>A service.</summary>
    Service,

    /// <summary>A scheduled task that runs whether somebody is logged on or not.</summary>
    Task,

    /// <summary>An application pool of IIS.</summary>
    Pool,
}
