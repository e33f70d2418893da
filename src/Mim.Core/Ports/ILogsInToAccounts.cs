using Mim.Core.Accounts;
using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>Optional power of a target that is the account itself, or a pair of them: tells whether a password lets in.</summary>
public interface ILogsInToAccounts
{
    /// <summary>Whether accounts of a system are worked on here.</summary>
    bool Knows(AccountSystem system);

    /// <summary>Logs in as a client would, and out again.</summary>
    /// <param name="settings">Where the account is.</param>
    /// <param name="credential">The account and a password of it. Stays the caller's.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InstallFailed"/>: no answer, so nothing is known; <see cref="MimErrorCause.Unsupported"/>.
    /// </exception>
    Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken);
}
