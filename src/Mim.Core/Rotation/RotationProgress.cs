namespace Mim.Core.Rotation;

/// <summary>Where a run stands.</summary>
public sealed record RotationProgress(string Identity, RotationStep Step, int Done);
