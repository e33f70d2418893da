using Mim.Core.Discovery;

namespace Mim.Core.Ports;

/// <summary>Finds certificates in files and folders, and the configurations that use them. Writes nothing.</summary>
public interface ICertificateFinder
{
    /// <summary>
    /// What is found, as it is found, in no particular order. Opens regular files only, reads a bounded part of each into memory,
    /// and goes on past whatever cannot be read.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: a path that is asked for is not there.</exception>
    IAsyncEnumerable<FileSighting> FindAsync(FileScan scan, IProgress<ScanProgress>? progress, CancellationToken cancellationToken);
}
