namespace Mim.Core.Rotation;

/// <summary>Which rotations to read; every condition set must hold. Newest first.</summary>
public sealed record RotationQuery
{
    public Guid? IdentityId { get; init; }

    public IReadOnlyList<RotationOutcome> Outcomes { get; init; } = [];

    /// <summary>Old version to be retired at or before this time.</summary>
    public DateTimeOffset? RetireBefore { get; init; }

    /// <summary>Not to be gone on with or tried again before a time that lies at or before this one.</summary>
    public DateTimeOffset? ReadyBefore { get; init; }

    /// <summary>
    /// Of each of these identities, at most a few hundred, the newest rotation that was no mere delivery, by one statement; nothing else is
    /// asked then. Null asks nothing.
    /// </summary>
    public IReadOnlyList<Guid>? LatestOf { get; init; }

    public int? First { get; init; }
}
