using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;

namespace Mim.Core.Ports;

/// <summary>Finds secrets in the files of folders. Writes nothing, and opens regular files only.</summary>
public interface ISecretFileFinder
{
    /// <summary>Secrets as they are found, and places that cannot be read. Memory is bounded, however long a file is.</summary>
    /// <param name="scan">Where. Its passwords are not used.</param>
    /// <param name="scanner">Knows secrets.</param>
    /// <param name="progress">Told of what is looked at; null for nobody.</param>
    /// <param name="cancellationToken">Ends at once.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: a path that is asked for is not there.</exception>
    IAsyncEnumerable<SecretSighting> FindAsync(
        FileScan scan, SecretScanner scanner, IProgress<ScanProgress>? progress, CancellationToken cancellationToken);
}
