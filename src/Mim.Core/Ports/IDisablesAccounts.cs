using Mim.Core.Accounts;
using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>
/// Optional power of a target that is the account itself, or a pair of them: what nobody is to log in to any more can be closed.
/// </summary>
public interface IDisablesAccounts
{
    /// <summary>Lets nobody log in to an account until a version is installed in it. One that is closed already is no trouble.</summary>
    /// <param name="target">Where the account is.</param>
    /// <param name="account">Its name there.</param>
    /// <param name="administrator">Who closes it; null when the store knows none. Stays the caller's.</param>
    /// <param name="cancellationToken">Ends it before the change, or not at all.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>, <see cref="MimErrorCause.AccessDenied"/>; then nothing changed.</exception>
    Task DisableAsync(Target target, string account, AccountCredential? administrator, CancellationToken cancellationToken);
}
