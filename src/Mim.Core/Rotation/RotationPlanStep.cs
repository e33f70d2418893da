namespace Mim.Core.Rotation;

/// <summary>One thing a rotation would do.</summary>
public sealed record RotationPlanStep(RotationStep Step, string Description);
