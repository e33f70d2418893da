using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Ports;

/// <summary>Finds the files in folders that may hold keys of SSH. Writes nothing.</summary>
public interface ISshFileFinder
{
    /// <summary>
    /// Files with the marks of a key, as they are found, each to be disposed, and places that cannot be read. Opens regular files
    /// only, and reads at most 16 MiB of each.
    /// </summary>
    /// <param name="scan">Where. Its passwords are not used.</param>
    /// <param name="progress">Told of what is looked at; null for nobody.</param>
    /// <param name="cancellationToken">Ends at once.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: a path that is asked for is not there.</exception>
    IAsyncEnumerable<SshFile> FindAsync(FileScan scan, IProgress<ScanProgress>? progress, CancellationToken cancellationToken);
}
