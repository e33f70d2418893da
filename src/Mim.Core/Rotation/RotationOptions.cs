using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>How to rotate.</summary>
public sealed record RotationOptions
{
    /// <summary>How many at once when a cmdlet or a timer does not say.</summary>
    public const int UsualThrottle = 5;

    /// <summary>More at once than this only wait for the store.</summary>
    public const int LargestThrottle = 256;

    /// <summary>Pass over identities that are not due, or that back off after a failure.</summary>
    public bool OnlyIfDue { get; init; }

    /// <summary>Rotate what is not due or backs off too, and install outside maintenance windows.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// How many must succeed, one after another, before the others start; null for 1 when there are more than a handful. A
    /// canary that fails at its first try stops the run.
    /// </summary>
    public int? Canary { get; init; }

    /// <summary>
    /// How many at once after the canaries, 1 to <see cref="LargestThrottle"/>. Those who wait for a service that is reloaded for
    /// several of them do not count, unless <see cref="MaxFailure"/> is given.
    /// </summary>
    public int ThrottleLimit { get; init; } = 1;

    /// <summary>Stop when more than this many have failed; null for never.</summary>
    public int? MaxFailure { get; init; }

    public IProgress<RotationProgress>? Progress { get; init; }

    /// <summary>Called in the transaction that begins a rotation; what it throws keeps it from beginning. Unfinished ones are not gone on with.</summary>
    internal Action<IInventoryTransaction, RotationRecord>? Begun { get; init; }
}
