namespace Mim.Core.Rotation;

/// <summary>Where a run stands: the record as last committed, so that a failure is rolled back from there.</summary>
internal sealed class RotationCursor(RotationRecord record)
{
    public RotationRecord Record { get; set; } = record;
}
