using Mim.Core.Delivery;

namespace Mim.Core.Rotation;

/// <summary>What one journal line is to say.</summary>
internal sealed record JournalLine(RotationStep Step, JournalState State)
{
    public Guid? TargetId { get; init; }

    public string? Address { get; init; }

    public string? Detail { get; init; }

    public static JournalLine At(RotationStep step, JournalState state, Target target, string? detail = null) =>
        new(step, state) { TargetId = target.Id, Address = target.Address, Detail = detail };
}
