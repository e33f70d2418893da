namespace Mim.Discovery.Files;

/// <summary>One name in a folder.</summary>
internal readonly record struct FolderEntry(string Path, FolderEntryKind Kind);
