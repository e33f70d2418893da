using Mim.Core.Delivery;
using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>
/// Optional power of a target: versions stand there side by side, and what is somebody else's beside them. Installing one leaves the
/// others; each is taken out by itself, when it failed or was replaced everywhere.
/// </summary>
public interface IHoldsSeveral
{
    /// <summary>Takes these versions out, whatever else is there. Those that are not there already are no trouble.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>; then nothing changed.</exception>
    Task RemoveAsync(Target target, IReadOnlyList<CredentialVersion> versions, CancellationToken cancellationToken);
}
