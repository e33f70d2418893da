namespace Mim.Testing;

/// <summary>A fact about a full or read-only disk; skipped, saying why, where none can be made.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.WhyNot;
}
