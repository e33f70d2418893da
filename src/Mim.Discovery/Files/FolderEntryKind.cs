namespace Mim.Discovery.Files;

internal enum FolderEntryKind
{
    /// <summary>A file, a link to one, or something else that is no folder.</summary>
    File,

    Folder,

    /// <summary>A link to a folder: following it could go round for ever.</summary>
    FolderLink,
}
