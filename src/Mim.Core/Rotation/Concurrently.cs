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
    public static IAsyncEnumerable<TResult> RunAsync<T, TResult>(
        IEnumerable<T> items, int limit, Func<T, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken) =>
        RunAsync(items, new Places(limit), limit, work, cancellationToken);

    /// <inheritdoc cref="RunAsync{T, TResult}(IEnumerable{T}, int, Func{T, CancellationToken, Task{TResult}}, CancellationToken)"/>
    /// <param name="places">How many at once, those not counted who have lent their place.</param>
    /// <param name="most">How many have begun and not ended, at most.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<T, TResult>(
        IEnumerable<T> items,
        Places places,
        int most,
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
                var change = places.Change;
                while (hasMore && running.Count < most && places.TryTake())
                {
                    if (hasMore = source.MoveNext())
                    {
                        running.Add(Begin(source.Current));
                    }
                    else
                    {
                        places.Leave();
                    }
                }

                if (running.Count == 0)
                {
                    yield break;
                }

                IEnumerable<Task> awaited = hasMore && running.Count < most ? [.. running, change] : running;
                if (await Task.WhenAny(awaited).ConfigureAwait(false) is Task<TResult> done)
                {
                    running.Remove(done);
                    yield return await done.ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<TResult> Begin(T item) => Task.Run(
            async () =>
            {
                try
                {
                    return await work(item, stop.Token).ConfigureAwait(false);
                }
                finally
                {
                    places.Leave();
                }
            },
            CancellationToken.None);
    }
}
