using System.Threading.Channels;

namespace Mim.Discovery.Files;

/// <summary>One scan of files at work: one names them in batches, others look into them.</summary>
/// <typeparam name="T">What is found.</typeparam>
internal abstract class FileRun<T>(ChannelWriter<T> found)
{
    protected const int BatchLength = 64;
    private const int WaitingBatches = 64;

    /// <summary>Takes what is found.</summary>
    protected ChannelWriter<T> Found { get; } = found;

    /// <summary>What was named and not yet looked into.</summary>
    protected Channel<string[]> Batches { get; } =
        Channel.CreateBounded<string[]>(new BoundedChannelOptions(WaitingBatches) { SingleWriter = true });

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

        Found.Complete(error);
    }

    /// <summary>Names all files, and completes <see cref="Batches"/>.</summary>
    protected abstract Task NameAsync(CancellationToken cancellationToken);

    /// <summary>Looks into what was named until no more comes.</summary>
    protected abstract Task LookAsync(CancellationToken cancellationToken);
}
