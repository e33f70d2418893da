using Mim.Core.Discovery.Accounts;

namespace Mim.Core.Ports;

/// <summary>Reads the accounts that this machine keeps itself. Writes nothing, and never gives what a password is stored as.</summary>
public interface ILocalAccounts
{
    /// <summary>All of them, in the system's order. What only root may read is left out where it may not be.</summary>
    /// <param name="machine">The place of each.</param>
    /// <param name="cancellationToken">Ends it between accounts.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: not on this system; <see cref="MimErrorCause.AccessDenied"/>.</exception>
    IEnumerable<AccountSighting> Read(string machine, CancellationToken cancellationToken);
}
