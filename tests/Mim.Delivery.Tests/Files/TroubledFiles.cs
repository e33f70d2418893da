using Mim.Core.Delivery;
using Mim.Core.Sealing;
using Mim.Delivery.Files;

namespace Mim.Delivery.Tests.Files;

/// <summary>The real platform, with something happening when a folder is flushed.</summary>
internal sealed class TroubledFiles(IFilePlatform inner) : IFilePlatform
{
    public Action Flushing { get; set; } = () => { };

    public bool HasLinks { get; set; } = true;

    /// <summary>Names of the files that were created, in order.</summary>
    public List<string> Created { get; } = [];

    public PathKind KindOf(string path) => inner.KindOf(path);

    public FileStream CreateOwnerOnly(string path)
    {
        Created.Add(Path.GetFileName(path));
        return inner.CreateOwnerOnly(path);
    }

    public void Protect(FileStream stream, FileProtection protection, string goal) => inner.Protect(stream, protection, goal);

    public void ProtectLike(FileStream stream, string example) => inner.ProtectLike(stream, example);

    public string? Looseness(string path, FileProtection protection) => inner.Looseness(path, protection);

    public HostFile Describe(KeyMaterial content, string path) => inner.Describe(content, path);

    public bool TryLink(string existing, string path) => HasLinks && inner.TryLink(existing, path);

    public long LinkCount(string path) => inner.LinkCount(path);

    public void FlushFolder(string folder)
    {
        inner.FlushFolder(folder);
        Flushing();
    }
}
