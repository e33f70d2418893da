using Mim.Core.Delivery;
namespace Mim.Delivery.Files;

/// <summary>Removes files that may hold a key so that their bytes do not stay behind.</summary>
internal sealed class SecretDestroyer(IFilePlatform platform)
{
    private static readonly byte[] _zeros = new byte[8192];

    /// <summary>
    /// Overwrites and removes a file. One that has another name, or holds certificates alone, is only unlinked: whoever has
    /// it open reads on. Nothing there is fine.
    /// </summary>
    public void Destroy(string path)
    {
        if (platform.KindOf(path) == PathKind.Missing)
        {
            return;
        }

        if (platform.LinkCount(path) == 1 && MayHoldKey(path))
        {
            Overwrite(path);
        }

        File.Delete(path);
    }

    /// <summary>Destroys a file that no living writer holds locked. It stays locked until it is gone.</summary>
    public void DestroyAbandoned(string path)
    {
        try
        {
            using var stream = new FileStream(
                path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            if (platform.LinkCount(path) == 1)
            {
                Overwrite(stream);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Its writer lives, or it belongs to somebody else, or another run was faster.
        }
    }

    /// <summary>Zeroes what has been written to an open file.</summary>
    public static void Overwrite(FileStream stream)
    {
        stream.Position = 0;
        for (var left = stream.Length; left > 0; left -= _zeros.Length)
        {
            stream.Write(_zeros, 0, (int)Math.Min(left, _zeros.Length));
        }

        stream.Flush(flushToDisk: true);
    }

    private static bool MayHoldKey(string path)
    {
        try
        {
            using var content = InstalledFile.Read(path);
            return PemText.Certificates(content.Span).Count == 0 || PemText.Key(content.Span) is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static void Overwrite(string path)
    {
        try
        {
            using var stream = new FileStream(
                path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Overwrite(stream);
        }
        catch (UnauthorizedAccessException)
        {
            // A file of somebody else in our folder can be removed though not written.
        }
    }
}
