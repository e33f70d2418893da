namespace Mim.Core.Rotation;

/// <summary>One rotation of one identity in the journal. Times are UTC.</summary>
public sealed record RotationRecord
{
    public required Guid Id { get; init; }

    public required Guid IdentityId { get; init; }

    public required string Identity { get; init; }

    public required Guid RunId { get; init; }

    public Guid? OldVersionId { get; init; }

    public int OldVersion { get; init; }

    public Guid? NewVersionId { get; init; }

    public int NewVersion { get; init; }

    /// <summary>The last step begun.</summary>
    public required RotationStep Step { get; init; }

    public required RotationOutcome Outcome { get; init; }

    public string? Reason { get; init; }

    /// <summary>1 for the first try, counted up by failures of the same identity since its last success.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>After a failure: not tried again by <c>-Due</c> before this time. While it waits: not gone on with before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the old version is retired; set on activation.</summary>
    public DateTimeOffset? RetireAt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>A delivery of the current version: nothing is issued, activated or retired.</summary>
    public bool IsDelivery => NewVersionId is not null && NewVersionId == OldVersionId;
}
