using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>What <see cref="ITargetFiles"/> replaced on one machine. Everything can be done again, and ends in the same place.</summary>
public interface IPreviousFiles
{
    /// <summary>What an installation of a version, complete or not, has kept.</summary>
    /// <param name="paths">Full paths of the target.</param>
    /// <param name="versionId">The version.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: the machine does not answer.</exception>
    /// <exception cref="IOException">On this machine.</exception>
    Task<InstallReceipt> RecallAsync(IReadOnlyList<string> paths, Guid versionId, CancellationToken cancellationToken);

    /// <summary>Puts what was kept back; a goal where nothing was is removed.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.LocationChanged"/>: somebody else changed a goal since, and nothing was changed now;
    /// <see cref="MimErrorCause.InstallFailed"/>: the receipt is not of this kind, a goal cannot be written, or the machine does not answer.
    /// </exception>
    /// <exception cref="IOException">On this machine.</exception>
    Task TakeBackAsync(InstallReceipt receipt, CancellationToken cancellationToken);

    /// <summary>Destroys what was kept: what may hold a key is overwritten first.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: a copy resists, or the machine does not answer.</exception>
    /// <exception cref="IOException">On this machine.</exception>
    Task RetireAsync(InstallReceipt receipt, CancellationToken cancellationToken);
}
