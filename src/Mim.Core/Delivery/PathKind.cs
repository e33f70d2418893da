namespace Mim.Core.Delivery;

/// <summary>What lies at a path, links followed.</summary>
public enum PathKind
{
    /// <summary>Nothing, in a folder that is there.</summary>
    Missing,
    File,
    Folder,

    /// <summary>A device, pipe or socket.</summary>
    Other,

    /// <summary>Nothing, as there is no such folder.</summary>
    NoFolder,
}
