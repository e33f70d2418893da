namespace Mim.Core.Rotation;

/// <summary>How to rotate.</summary>
public sealed record RotationOptions
{
    /// <summary>Pass over identities that are not due, or that back off after a failure.</summary>
    public bool OnlyIfDue { get; init; }

    public IProgress<RotationProgress>? Progress { get; init; }
}
