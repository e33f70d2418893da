using Mim.Core;
using Mim.Core.Sealing;

namespace Mim.Discovery.Files;

/// <summary>Reads a whole file that a stranger may have put there: never a pipe or device, never more than 16 MiB.</summary>
internal static class RegularFile
{
    private const int LargestFile = 16 << 20;

    public static KeyMaterial Read(string path)
    {
        try
        {
            RefuseOthers(path);
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Read(stream, path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"{path} cannot be read: access is denied.", path, exception);
        }
        catch (IOException exception)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"{path} cannot be read: {exception.Message}", path, exception);
        }
    }

    /// <summary>Tells pipes and devices apart before they are opened: a pipe waits for a writer, and a device may be set going.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: it is a folder, a pipe or a device.</exception>
    public static void RefuseOthers(string path)
    {
        if (Directory.Exists(path))
        {
            throw Invalid(path, "is a folder, not a file");
        }

        if (!OperatingSystem.IsWindows() && UnixFileStatus.TryRead(path, out var status) && !status.IsRegular)
        {
            throw Invalid(path, "is a device, pipe or socket, not a file");
        }
    }

    private static KeyMaterial Read(FileStream stream, string path)
    {
        var length = stream.Length;
        if (length == 0)
        {
            throw Invalid(path, "is empty");
        }

        if (length > LargestFile)
        {
            throw Invalid(path, $"has {length} bytes, more than the 16 MiB that are read");
        }

        var content = new KeyMaterial((int)length);
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

    private static MimException Invalid(string path, string what) => new(MimErrorCause.InvalidFile, $"{path} {what}.", path);
}
