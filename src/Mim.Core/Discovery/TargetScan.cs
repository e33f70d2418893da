using System.Runtime.CompilerServices;

namespace Mim.Core.Discovery;

/// <summary>Asks the targets of a scan, many at once.</summary>
internal static class TargetScan
{
    /// <summary>
    /// What comes of each target, as it comes: a target is finished in <paramref name="queue"/> once the reader has asked for the next.
    /// </summary>
    public static async IAsyncEnumerable<TResult> RunAsync<TResult>(
        ScanQueue queue,
        int throttle,
        Func<EndpointTarget, CancellationToken, ValueTask<TResult>> ask,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answers = ScanPool.RunAsync<(long Number, EndpointTarget Target), (long Number, TResult Result)>(
            Take(queue),
            throttle,
            async (next, found, token) =>
                await found.WriteAsync((next.Number, await ask(next.Target, token).ConfigureAwait(false)), token).ConfigureAwait(false),
            cancellationToken);
        await foreach (var (number, result) in answers.ConfigureAwait(false))
        {
            yield return result;
            queue.Finish(number);
        }
    }

    private static IEnumerable<(long Number, EndpointTarget Target)> Take(ScanQueue queue)
    {
        while (queue.TryTake(out var number, out var target))
        {
            yield return (number, target);
        }
    }
}
