namespace Mim.Testing;

/// <summary>A theory about a full or read-only disk; skipped, saying why, where none can be made.</summary>
public sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    public SmallDiskTheoryAttribute() => Skip = SmallDisk.WhyNot;
}
