using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>Reads a whole file that may hold a key.</summary>
internal static class InstalledFile
{
    /// <summary>Nothing installed comes near 16 MiB; a file that does is somebody else's.</summary>
    private const int LargestFile = 16 << 20;

    /// <exception cref="IOException">It cannot be read, or is larger than 16 MiB.</exception>
    public static KeyMaterial Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (stream.Length > LargestFile)
        {
            throw new IOException($"{path} has {stream.Length} bytes, more than 16 MiB.");
        }

        var content = new KeyMaterial((int)stream.Length);
        try
        {
            stream.ReadExactly(content.Span);
            return content;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }
}
