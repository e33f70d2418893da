using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>Optional power of a target: says what an installation would be refused for, before a version is issued for it.</summary>
public interface ILooksAhead
{
    /// <summary>Looks at the location as an installation would, and leaves it as it is.</summary>
    /// <param name="target">The target.</param>
    /// <param name="lastInstalled">
    /// The <see cref="InstallReceipt.Digests"/> of the installation before; empty when they are not known, or may be overwritten.
    /// </param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.LocationChanged"/>: by somebody else; <see cref="MimErrorCause.InstallFailed"/>: not there, or closed to us.
    /// </exception>
    Task LookAheadAsync(Target target, IReadOnlyDictionary<string, string> lastInstalled, CancellationToken cancellationToken);
}
