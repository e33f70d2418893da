using System.Threading.Channels;
using Mim.Core.Discovery;

namespace Mim.Discovery.Files;

/// <summary>One scan at work.</summary>
internal sealed class FinderRun(FileWalk walk, ContentReader contents, ChannelWriter<FileSighting> found, IProgress<ScanProgress>? progress)
{
    private const int BatchLength = 64;
    private const int WaitingBatches = 64;

    private readonly Channel<string[]> _batches =
        Channel.CreateBounded<string[]>(new BoundedChannelOptions(WaitingBatches) { SingleWriter = true });

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
            await _batches.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            await EmitAsync(denied, cancellationToken).ConfigureAwait(false);
            denied.Clear();
        }

        await EmitAsync(denied, cancellationToken).ConfigureAwait(false);
        _batches.Writer.Complete();
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var look = new FileLook(contents);
        await foreach (var batch in _batches.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var path in batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await EmitAsync(look.Look(path, cancellationToken), cancellationToken).ConfigureAwait(false);
            }

            progress?.Report(new ScanProgress(Interlocked.Add(ref _done, batch.Length), null, batch[^1]));
        }
    }

    private async ValueTask EmitAsync(IEnumerable<FileSighting> sightings, CancellationToken cancellationToken)
    {
        foreach (var sighting in sightings)
        {
            await found.WriteAsync(sighting, cancellationToken).ConfigureAwait(false);
        }
    }
}
