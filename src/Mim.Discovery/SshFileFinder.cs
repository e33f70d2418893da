using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Discovery.Files;

namespace Mim.Discovery;

/// <summary>Finds the files that keys of SSH can be in, looking into as many at once as the throttle allows.</summary>
public sealed class SshFileFinder : ISshFileFinder
{
    /// <summary>Each may hold 16 MiB.</summary>
    private const int WaitingFiles = 4;

    private const int FilesPerReport = 64;

    public async IAsyncEnumerable<SshFile> FindAsync(
        FileScan scan, IProgress<ScanProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new FileWalk(scan, PseudoFileSystems.Read());
        walk.RequirePaths();
        var found = Channel.CreateBounded<SshFile>(WaitingFiles);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = LookAsync(walk, scan.Throttle, found.Writer, progress, stop.Token);
        try
        {
            await foreach (var file in found.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return file;
            }

            await work.ConfigureAwait(false);
        }
        finally
        {
            // Who stops listening stops the work, and what nobody takes is zeroed here.
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (found.Reader.TryRead(out var file))
            {
                file.Dispose();
            }
        }
    }

    private static async Task LookAsync(
        FileWalk walk, int throttle, ChannelWriter<SshFile> found, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        var look = new SshFileLook(Owners());
        var denied = new ConcurrentQueue<FileSighting>();
        var done = 0L;
        try
        {
            await Parallel.ForEachAsync(
                walk.Files(denied.Enqueue, cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, throttle), CancellationToken = cancellationToken },
                async (path, token) =>
                {
                    if (look.Look(path) is { } file)
                    {
                        await WriteAsync(found, file, token).ConfigureAwait(false);
                    }

                    if (Interlocked.Increment(ref done) is var count && count % FilesPerReport == 0)
                    {
                        progress?.Report(new ScanProgress(count, null, path));
                    }
                }).ConfigureAwait(false);
            foreach (var sighting in denied)
            {
                await WriteAsync(found, SshFileLook.Denied(sighting), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // Trouble comes to the reader when it waits for the work.
            found.Complete();
        }
    }

    private static async ValueTask WriteAsync(ChannelWriter<SshFile> found, SshFile file, CancellationToken cancellationToken)
    {
        try
        {
            await found.WriteAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Accounts of directories are left out: asking for them may take long, and numbers do as well.
    private static Dictionary<string, string> Owners()
    {
        const string passwords = "/etc/passwd";
        return File.Exists(passwords)
            ? File.ReadLines(passwords).Select(line => line.Split(':')).Where(fields => fields.Length > 2)
                .GroupBy(fields => fields[2]).ToDictionary(group => group.Key, group => group.First()[0])
            : [];
    }
}
