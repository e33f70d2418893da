using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>
/// Installs versions in one kind of location. Every method may be called again after a crash and ends in the same place.
/// </summary>
public interface ITargetAdapter
{
    TargetKind Kind { get; }

    /// <summary>Puts the version in place at once or not at all, keeping what was there for <see cref="ITakesBack"/>.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InstallFailed"/>; <see cref="MimErrorCause.LocationChanged"/>: by somebody else since the last installation.
    /// </exception>
    Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken);

    /// <summary>Looks at the location itself: does it hold exactly this version, with its key and chain, within its dates?</summary>
    Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken);
}
