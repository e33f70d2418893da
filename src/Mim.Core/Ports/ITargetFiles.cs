using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>The files of targets on one machine: this one, or another over SSH. Thread-safe.</summary>
public interface ITargetFiles
{
    /// <summary>Where paths lead and what is there, in their order.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InstallFailed"/>: a link leads nowhere, a folder may not be looked into, or the machine does not answer.
    /// </exception>
    /// <exception cref="IOException">On this machine.</exception>
    Task<IReadOnlyList<FilePlace>> LookAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken);

    /// <summary>Shows that files could be installed, by a file of their protection beside each goal that is gone at once.</summary>
    /// <param name="outline">Where they will be, with contents that do not count. Stays the caller's.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.LocationChanged"/>: somebody else changed a goal; <see cref="MimErrorCause.InstallFailed"/>: it cannot be
    /// written, or the machine does not answer.
    /// </exception>
    /// <exception cref="IOException">On this machine.</exception>
    Task TryAsync(FilePlan outline, CancellationToken cancellationToken);

    /// <summary>
    /// Puts all files of a plan in place, or none: each is written owner-only beside its goal, protected and flushed; what is there is
    /// kept under <see cref="PreviousNames"/>; then the names change as close together as they can. Called again after a crash, it
    /// ends in the same place.
    /// </summary>
    /// <param name="plan">Goals as <see cref="LookAsync"/> gave them. Stays the caller's.</param>
    /// <param name="cancellationToken">Ends it before the first name changes, or not at all.</param>
    /// <returns>What was kept, by goal; goals that held the same already are not in it.</returns>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.LocationChanged"/>: somebody else changed a goal; <see cref="MimErrorCause.InstallFailed"/>: it cannot be
    /// written. Then all is as it was, unless the machine does not answer any more: then <see cref="IPreviousFiles.RecallAsync"/> tells.
    /// </exception>
    /// <exception cref="IOException">On this machine.</exception>
    Task<InstallReceipt> InstallAsync(FilePlan plan, CancellationToken cancellationToken);
}
