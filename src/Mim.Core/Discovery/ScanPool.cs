using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Mim.Core.Discovery;

/// <summary>Does something to many items at once and gives what comes of it as it comes.</summary>
internal static class ScanPool
{
    /// <summary>Results that wait for the reader; the work waits with them when it is slower.</summary>
    private const int Capacity = 1024;

    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items,
        int throttle,
        Func<TItem, ChannelWriter<TResult>, CancellationToken, ValueTask> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var results = Channel.CreateBounded<TResult>(Capacity);
        var running = WorkAsync(items, throttle, work, results.Writer, stop.Token);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return result;
            }

            await running.ConfigureAwait(false);
        }
        finally
        {
            // A reader that wants no more must leave nothing running behind it.
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task WorkAsync<TItem, TResult>(
        IEnumerable<TItem> items,
        int throttle,
        Func<TItem, ChannelWriter<TResult>, CancellationToken, ValueTask> work,
        ChannelWriter<TResult> results,
        CancellationToken cancellationToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                items,
                new ParallelOptions { MaxDegreeOfParallelism = throttle, CancellationToken = cancellationToken },
                (item, token) => work(item, results, token)).ConfigureAwait(false);
        }
        finally
        {
            // Trouble comes to the reader when it waits for the work.
            results.Complete();
        }
    }
}
