namespace Mim.Discovery.Leaks.Archives;

/// <summary>One file in an archive.</summary>
/// <param name="Name">As the archive has it; empty where it has none.</param>
/// <param name="Content">To be read before the next entry is asked for; null when a password guards it.</param>
internal readonly record struct ArchiveEntry(string Name, Stream? Content);
