using Mim.Core.Delivery;
using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>What an operating system knows about files beyond the common ground. One file a platform.</summary>
internal interface IFilePlatform
{
    PathKind KindOf(string path);

    /// <summary>
    /// A new file that only its owner can open. It stays locked as long as the stream is open, so that others see that its
    /// writer lives, yet it can be renamed and removed.
    /// </summary>
    FileStream CreateOwnerOnly(string path);

    /// <summary>Gives the file its owner, group and mode.</summary>
    /// <exception cref="Core.MimException">An unknown name, or one that the file may not be given to.</exception>
    void Protect(FileStream stream, FileProtection protection, string goal);

    /// <summary>Gives the file the owner, group and mode of another one.</summary>
    void ProtectLike(FileStream stream, string example);

    /// <summary>How the file is open to more people than it should be, or not its owner's; null when all is well.</summary>
    string? Looseness(string path, FileProtection protection);

    /// <summary>A file with the owner, group and mode that it has, as far as there are such; takes its content over.</summary>
    HostFile Describe(KeyMaterial content, string path);

    /// <summary>A second name for the same file; false where the file system has none.</summary>
    bool TryLink(string existing, string path);

    /// <summary>How many names the file has.</summary>
    long LinkCount(string path);

    /// <summary>Makes renames in a folder survive a power cut.</summary>
    void FlushFolder(string folder);
}
