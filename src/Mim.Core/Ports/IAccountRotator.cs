using Mim.Core.Accounts;

namespace Mim.Core.Ports;

/// <summary>
/// Changes passwords of the accounts of one sort of system, and logs in with them as its clients do. Both may be called again after a
/// crash. No password shows in a message, on a command line or in the log of the system. Thread-safe.
/// </summary>
public interface IAccountRotator
{
    AccountSystem System { get; }

    /// <summary>Gives an account its next password; from when this returns the one before lets nobody in any more.</summary>
    /// <param name="settings">Where the account is.</param>
    /// <param name="by">Who changes it: an administrator, or the account itself with the password it has. Stays the caller's.</param>
    /// <param name="wanted">The account and its next password. Stays the caller's.</param>
    /// <param name="cancellationToken">Ends it before the change, or not at all.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AccessDenied"/>: <paramref name="by"/> is not let in, or may not do it; <see cref="MimErrorCause.InstallFailed"/>:
    /// there is no such account, it is refused, or the system does not answer.
    /// </exception>
    Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken);

    /// <summary>Logs in and out again.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: the system does not answer, so nothing is known.</exception>
    Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken);
}
