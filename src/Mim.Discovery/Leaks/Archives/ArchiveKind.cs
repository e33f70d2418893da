namespace Mim.Discovery.Leaks.Archives;

/// <summary>What is unpacked.</summary>
internal enum ArchiveKind
{
    None,
    Gzip,
    Tar,
    Zip,
}
