namespace Mim.Core.Rotation;

/// <summary>One line of a rotation's journal: a step begun or ended, for all of it or at one target. Time is UTC.</summary>
public sealed record JournalEntry
{
    public required Guid RotationId { get; init; }

    /// <summary>1 for the first, counted up within the rotation.</summary>
    public required int Sequence { get; init; }

    public required RotationStep Step { get; init; }

    public required JournalState State { get; init; }

    public Guid? TargetId { get; init; }

    /// <summary>What a resumed run needs: JSON, for example where the previous copy lies. Never a secret.</summary>
    public string? Detail { get; init; }

    public required DateTimeOffset At { get; init; }
}
