using Mim.Core.Discovery.Accounts;

namespace Mim.Core.Ports;

/// <summary>Reads what clouds export of their accounts, whichever it is. Memory does not grow with the file.</summary>
public interface IAccountExports
{
    /// <summary>Its accounts as they stand there. Secrets that an export has are passed over.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="cancellationToken">Ends it between accounts.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidFile"/>: it is none of the known ones, or is damaged, and where; <see cref="MimErrorCause.AccessDenied"/>.
    /// </exception>
    IEnumerable<AccountSighting> Read(string path, CancellationToken cancellationToken);
}
