namespace Mim.Delivery.Files;

/// <summary>What lies at a path, links followed.</summary>
internal enum PathKind
{
    Missing,
    File,
    Folder,

    /// <summary>A device, pipe or socket.</summary>
    Other,
}
