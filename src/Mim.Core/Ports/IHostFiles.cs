using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>Files of the machine that targets lie on, read and replaced whole. Links are followed, and what they lead to is replaced.</summary>
public interface IHostFiles
{
    /// <summary>The file, which the caller disposes; null when there is none.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AccessDenied"/>; <see cref="MimErrorCause.InvalidFile"/>: it is no regular file, or larger than
    /// 16 MiB; <see cref="MimErrorCause.InstallFailed"/>: its machine does not answer.
    /// </exception>
    Task<HostFile?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces a file at once or not at all: written owner-only beside its goal, flushed and renamed. Where <paramref name="before"/>
    /// is no longer what is there, nothing changes.
    /// </summary>
    /// <param name="path">Full path.</param>
    /// <param name="before">As it was read; null when nothing was there.</param>
    /// <param name="after">What it becomes; null to remove it.</param>
    /// <param name="cancellationToken">Ends it before the rename, or not at all.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InstallFailed"/>: it cannot be written, is not what it was, or its machine does not answer.
    /// </exception>
    Task ReplaceAsync(string path, HostFile? before, HostFile? after, CancellationToken cancellationToken);
}
