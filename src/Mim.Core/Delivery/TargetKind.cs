namespace Mim.Core.Delivery;

/// <summary>What versions are installed in. Stores keep the number.</summary>
public enum TargetKind
{
    /// <summary>Files that somebody else makes use of.</summary>
    File = 0,
}
