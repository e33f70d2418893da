using System.IO.Enumeration;

namespace Mim.Discovery.Files;

/// <summary>The entries of one folder. Types come with the names, so that nothing is asked for entry by entry.</summary>
internal sealed class FolderListing(string folder) : FileSystemEnumerator<FolderEntry>(folder, Options)
{
    private static readonly EnumerationOptions Options = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    protected override FolderEntry TransformEntry(ref FileSystemEntry entry) =>
        !entry.IsDirectory ? new FolderEntry(entry.ToFullPath(), FolderEntryKind.File)
        : entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? new FolderEntry(entry.ToFullPath(), FolderEntryKind.FolderLink)
        : new FolderEntry(entry.ToFullPath(), FolderEntryKind.Folder);
}
