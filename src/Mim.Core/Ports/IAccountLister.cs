using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;

namespace Mim.Core.Ports;

/// <summary>Lists the accounts of one sort of server. Changes nothing there, and never gives what a password is stored as.</summary>
public interface IAccountLister
{
    AccountSystem System { get; }

    AccountSource Source { get; }

    /// <summary>Whether all accounts of the server are listed, so that one which is not listed is gone.</summary>
    bool IsWhole(AccountSettings settings);

    /// <summary>The accounts as the server gives them.</summary>
    /// <param name="settings">Where the server is.</param>
    /// <param name="by">Who asks. Stays the caller's.</param>
    /// <param name="cancellationToken">Closes the connection and ends at once.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AccessDenied"/>: not let in, or may not read them; <see cref="MimErrorCause.InstallFailed"/>: no answer.
    /// </exception>
    IAsyncEnumerable<AccountSighting> ListAsync(AccountSettings settings, AccountCredential by, CancellationToken cancellationToken);
}
