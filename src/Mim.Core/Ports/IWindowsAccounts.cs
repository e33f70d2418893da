using Mim.Core.Accounts;
using Mim.Core.Accounts.Windows;
using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>The accounts that this machine's Windows keeps itself, by their names without a scope. Passwords are UTF-8. Thread-safe.</summary>
public interface IWindowsAccounts
{
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>, <see cref="MimErrorCause.InstallFailed"/>.</exception>
    WindowsAccountState StateOf(string account);

    /// <summary>Gives an account a password as an administrator does: the one before is not asked for.</summary>
    /// <param name="account">Its name.</param>
    /// <param name="password">Stays the caller's.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AccessDenied"/>: only an administrator may; <see cref="MimErrorCause.InstallFailed"/>: there is no such
    /// account, or Windows does not take the password. Then it is as it was.
    /// </exception>
    void SetPassword(string account, KeyMaterial password);

    /// <summary>Logs on as over a network, and off again.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InstallFailed"/>: it is neither let in nor refused for its password, such as while it is locked out.
    /// </exception>
    LoginAnswer LogOn(string account, KeyMaterial password);
}
