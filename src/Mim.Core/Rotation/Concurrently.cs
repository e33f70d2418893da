using System.Runtime.CompilerServices;

namespace Mim.Core.Rotation;

/// <summary>Works on many items at once, of which it holds no more than are being worked on.</summary>
internal static class Concurrently
{
    /// <summary>Results as they are ready. The first exception stops the others at their next step, and is thrown when they have ended.</summary>
    /// <param name="items">Read on the caller's thread, one as soon as there is room for it.</param>
    /// <param name="limit">How many at once.</param>
    /// <param name="work">What is done with one.</param>
    /// <param name="cancellationToken">Stops all.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<T, TResult>(
        IEnumerable<T> items,
        int limit,
        Func<T, CancellationToken, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var source = items.GetEnumerator();
        var running = new List<Task<TResult>>();
        try
        {
            var hasMore = true;
            while (true)
            {
                while (hasMore && running.Count < limit && (hasMore = source.MoveNext()))
                {
                    var item = source.Current;
                    running.Add(Task.Run(() => work(item, stop.Token), CancellationToken.None));
                }

                if (running.Count == 0)
                {
                    yield break;
                }

                var done = await Task.WhenAny(running).ConfigureAwait(false);
                running.Remove(done);
                yield return await done.ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
