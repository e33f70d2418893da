using System.Threading.Channels;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Discovery.Files;

namespace Mim.Discovery.Leaks;

/// <summary>One scan for secrets at work.</summary>
internal sealed class SecretFinderRun(FileWalk walk, SecretScanner scanner, ChannelWriter<SecretSighting> found, IProgress<ScanProgress>? progress)
{
    private const int BatchLength = 64;
    private const int WaitingBatches = 64;

    private readonly Channel<string[]> _batches =
        Channel.CreateBounded<string[]>(new BoundedChannelOptions(WaitingBatches) { SingleWriter = true });

    private long _named;
    private long _done;

    /// <summary>Ends with the channel closed, and with its error in it; throws nothing.</summary>
    public async Task RunAsync(int workers, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var looks = Enumerable.Range(0, workers).Select(_ => Task.Run(() => LookAsync(stop.Token), CancellationToken.None));
        Task[] tasks = [.. looks, Task.Run(() => NameAsync(stop.Token), CancellationToken.None)];
        Exception? error = null;
        await foreach (var ended in Task.WhenEach(tasks).ConfigureAwait(false))
        {
            if (ended.IsFaulted || ended.IsCanceled)
            {
                error ??= ended.Exception?.InnerException ?? new OperationCanceledException(cancellationToken);
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }

        found.Complete(error);
    }

    private async Task NameAsync(CancellationToken cancellationToken)
    {
        var denied = new List<FileSighting>();
        foreach (var batch in walk.Files(denied.Add, cancellationToken).Chunk(BatchLength))
        {
            Interlocked.Add(ref _named, batch.Length);
            await _batches.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }

        _batches.Writer.Complete();
        foreach (var place in denied)
        {
            await found.WriteAsync(
                new SecretSighting { Status = place.Status, Path = place.Path, Detail = place.Detail }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var look = new SecretFileLook(scanner);
        await foreach (var batch in _batches.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var path in batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var sighting in look.Look(path, cancellationToken))
                {
                    await found.WriteAsync(sighting, cancellationToken).ConfigureAwait(false);
                }
            }

            progress?.Report(new ScanProgress(Interlocked.Add(ref _done, batch.Length), Interlocked.Read(ref _named), batch[^1]));
        }
    }
}
