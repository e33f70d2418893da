namespace Mim.Core.Rotation;

/// <summary>Counts the failures of a run, and says when it must stop and why. Thread-safe.</summary>
internal sealed class CircuitBreaker(int? limit)
{
    private int _failures;
    private string? _reason;

    /// <summary>Why nothing more is started; null while all is well.</summary>
    public string? Reason => Volatile.Read(ref _reason);

    public void Count(RotationResult result)
    {
        if (result.Error is not null && Interlocked.Increment(ref _failures) > limit)
        {
            Open($"Not started: {_failures} failed, more than the {limit} allowed. The last was '{result.Identity}'.");
        }
    }

    /// <summary>
    /// A canary that fails at its first try may be the first of many. One that failed before, or could not be started, says
    /// nothing about the others.
    /// </summary>
    public void CountCanary(RotationResult result)
    {
        Count(result);
        if (result is { Error: not null, IsFirstTry: true })
        {
            Open($"Not started: the canary '{result.Identity}' failed.");
        }
    }

    private void Open(string reason) => Interlocked.CompareExchange(ref _reason, reason, null);
}
