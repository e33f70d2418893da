using System.Runtime.CompilerServices;
using Mim.Core.Delivery;

namespace Mim.Core.Rotation;

/// <summary>
/// A run over many identities: some canaries one after another, then the others several at once, until too many fail. What is
/// not started for that is a result too.
/// </summary>
/// <param name="options">How many of each.</param>
/// <param name="rotate">Rotates one, which may lend its place.</param>
/// <param name="skip">The result of one that is not started, with the reason.</param>
internal sealed class RotationWaves(
    RotationOptions options,
    Func<Guid, Func<IAsyncDisposable>, CancellationToken, Task<RotationResult>> rotate,
    Func<Guid, string, RotationResult> skip)
{
    private const int Handful = 5;
    private readonly CircuitBreaker _breaker = new(options.MaxFailure);
    private readonly Places _places = new(options.ThrottleLimit);

    // Whatever has begun may fail: where failures are limited nobody begins in the place of one that waits.
    private readonly int _most = options.MaxFailure is null ? RotationOptions.LargestThrottle : options.ThrottleLimit;

    /// <summary>Results as they are ready. Of the identities only as many are held as are worked on.</summary>
    public async IAsyncEnumerable<RotationResult> RunAsync(IEnumerable<Guid> identityIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var source = identityIds.GetEnumerator();
        var head = new Queue<Guid>();
        while (head.Count <= Handful && source.MoveNext())
        {
            head.Enqueue(source.Current);
        }

        var canaries = options.Canary ?? (head.Count > Handful ? 1 : 0);
        using var left = Joined(head, source).GetEnumerator();
        while (canaries > 0 && _breaker.Reason is null && left.MoveNext())
        {
            var result = await rotate(left.Current, NoLoan.Lend, cancellationToken).ConfigureAwait(false);
            _breaker.CountCanary(result);

            // Who was passed over, or waits, proves nothing.
            canaries -= result.Outcome is RotationOutcome.Completed or RotationOutcome.Overlapping ? 1 : 0;
            yield return result;
        }

        var others = Concurrently.RunAsync(Rest(left), _places, _most, RotateAsync, cancellationToken);
        await foreach (var result in others.ConfigureAwait(false))
        {
            yield return result;
        }
    }

    private static IEnumerable<Guid> Joined(Queue<Guid> head, IEnumerator<Guid> source)
    {
        while (head.TryDequeue(out var id))
        {
            yield return id;
        }

        while (source.MoveNext())
        {
            yield return source.Current;
        }
    }

    private static IEnumerable<Guid> Rest(IEnumerator<Guid> left)
    {
        while (left.MoveNext())
        {
            yield return left.Current;
        }
    }

    private async Task<RotationResult> RotateAsync(Guid identityId, CancellationToken cancellationToken)
    {
        if (_breaker.Reason is { } reason)
        {
            return skip(identityId, reason);
        }

        var result = await rotate(identityId, _places.Lend, cancellationToken).ConfigureAwait(false);
        _breaker.Count(result);
        return result;
    }
}
