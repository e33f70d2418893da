namespace Mim.Core.Rotation;

/// <summary>One identity of a saved plan, as it was then.</summary>
public sealed record SavedPlanItem
{
    public required Guid PlanId { get; init; }

    public required Guid IdentityId { get; init; }

    /// <summary>The version that was current.</summary>
    public Guid? VersionId { get; init; }

    /// <summary>What a rotation would have done.</summary>
    public required IReadOnlyList<RotationPlanStep> Steps { get; init; }

    /// <summary>The rotation that carries it out; null until it begins.</summary>
    public Guid? RotationId { get; init; }
}
