using Mim.Core.Accounts.Windows;
using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>The services, scheduled tasks and application pools of this machine's Windows that log on with a password. Thread-safe.</summary>
public interface IWindowsLogOns
{
    /// <summary>All that log on as one of the machine's own accounts, however they spell it.</summary>
    /// <param name="account">Without a scope.</param>
    /// <param name="cancellationToken">Ends it between two of them.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>, <see cref="MimErrorCause.InstallFailed"/>: not all can be found.</exception>
    IReadOnlyList<WindowsLogOn> Find(string account, CancellationToken cancellationToken);

    /// <summary>Has it log on with a password from its next start on. Again with the same one is no trouble.</summary>
    /// <param name="logOn">What was found.</param>
    /// <param name="password">UTF-8; stays the caller's.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AccessDenied"/>, <see cref="MimErrorCause.InstallFailed"/>: Windows does not take it, or it is gone.
    /// </exception>
    void Give(WindowsLogOn logOn, KeyMaterial password);

    /// <summary>Whether it has a password; null where Windows shows that to nobody.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>, <see cref="MimErrorCause.InstallFailed"/>.</exception>
    bool? Holds(WindowsLogOn logOn, KeyMaterial password);
}
