namespace Mim.Core.Rotation;

/// <summary>A plan of rotations as it was saved, to be looked at and applied once. Times are UTC.</summary>
public sealed record SavedPlan
{
    public required Guid Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who saved it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>How many identities it rotates.</summary>
    public required int Identities { get; init; }

    /// <summary>How many of them it has begun to rotate: all, once it has been applied.</summary>
    public int Begun { get; init; }

    public override string ToString() => Id.ToString();
}
