using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Core.Ports;
using Mim.Discovery.Files;
using Mim.Discovery.Leaks;
using Mim.Discovery.Leaks.Git;

namespace Mim.Discovery;

/// <summary>
/// Finds secrets in files and folders: one thread names files, as many as the throttle allows and the machine has processors look into them.
/// </summary>
public sealed class SecretFileFinder : ISecretFileFinder
{
    private const int WaitingSightings = 256;

    public async IAsyncEnumerable<SecretSighting> FindAsync(
        FileScan scan, SecretScanner scanner, IProgress<ScanProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new FileWalk(WithHeads(scan), PseudoFileSystems.Read());
        walk.RequirePaths();
        var found = Channel.CreateBounded<SecretSighting>(new BoundedChannelOptions(WaitingSightings) { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var histories = scan.IncludeHistory ? new SeenRepositories() : null;
        var run = new SecretFinderRun(walk, () => new SecretFileLook(scanner, histories), found.Writer, progress);
        var workers = Math.Clamp(scan.Throttle, 1, Environment.ProcessorCount);
        var work = Task.Run(() => run.RunAsync(workers, stop.Token), CancellationToken.None);
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

    // Nobody who asks for the history of a folder means those of folders below it only.
    private static FileScan WithHeads(FileScan scan) => scan.IncludeHistory && !scan.Recurse
        ? scan with { Paths = [.. scan.Paths, .. scan.Paths.Select(GitFolder.HeadBelow).OfType<string>()] }
        : scan;
}
