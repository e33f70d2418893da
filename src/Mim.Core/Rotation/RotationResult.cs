namespace Mim.Core.Rotation;

/// <summary>What a rotation did, or why it did nothing. Times are UTC.</summary>
public sealed record RotationResult
{
    public Guid? RotationId { get; init; }

    public required Guid IdentityId { get; init; }

    public required string Identity { get; init; }

    public int OldVersion { get; init; }

    public int NewVersion { get; init; }

    /// <summary>The last step reached.</summary>
    public RotationStep Step { get; init; }

    public required RotationOutcome Outcome { get; init; }

    public string? Reason { get; init; }

    /// <summary>End of the version that is active now.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>What went wrong, for the caller to report; null when nothing did.</summary>
    public MimException? Error { get; init; }

    /// <summary>Started by this run, and not after a failure.</summary>
    internal bool IsFirstTry { get; init; }

    internal static RotationResult Of(RotationRecord record, DateTimeOffset? notAfter, MimException? error = null) => new()
    {
        RotationId = record.Id,
        IdentityId = record.IdentityId,
        Identity = record.Identity,
        OldVersion = record.OldVersion,
        NewVersion = record.NewVersion,
        Step = record.Step,
        Outcome = record.Outcome,
        Reason = record.Reason,
        NotAfter = notAfter,
        Error = error,
    };
}
