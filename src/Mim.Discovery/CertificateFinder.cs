using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Discovery.Files;

namespace Mim.Discovery;

/// <summary>Finds certificates in files and folders: one thread names files, as many as the throttle allows look into them.</summary>
/// <param name="readers">One for each format; the first that knows a file reads it.</param>
public sealed class CertificateFinder(IEnumerable<ICertificateContainerReader> readers) : ICertificateFinder
{
    private const int WaitingSightings = 256;

    private readonly ICertificateContainerReader[] _readers = [.. readers];

    public async IAsyncEnumerable<FileSighting> FindAsync(
        FileScan scan, IProgress<ScanProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new FileWalk(scan, PseudoFileSystems.Read());
        walk.RequirePaths();
        var found = Channel.CreateBounded<FileSighting>(new BoundedChannelOptions(WaitingSightings) { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new FinderRun(walk, new ContentReader(_readers, scan.Passwords), found.Writer, progress);
        var work = Task.Run(() => run.RunAsync(Math.Max(1, scan.Throttle), stop.Token), CancellationToken.None);
        try
        {
            // The work ends the channel, with its error if it has one.
            await foreach (var sighting in found.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return sighting;
            }
        }
        finally
        {
            // Who stops listening stops the work.
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(false);
        }
    }
}
