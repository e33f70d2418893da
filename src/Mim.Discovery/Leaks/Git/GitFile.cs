using System.Text;
using Microsoft.Win32.SafeHandles;
using Mim.Discovery.Files;

namespace Mim.Discovery.Leaks.Git;

/// <summary>Opens files of a repository, which strangers may have made.</summary>
internal static class GitFile
{
    /// <summary>Of files that are read as text.</summary>
    private const int LongestText = 1 << 20;

    /// <exception cref="InvalidDataException">It is no file: a pipe would keep its reader for ever.</exception>
    public static SafeFileHandle Open(string path) =>
        !OperatingSystem.IsWindows() && UnixFileStatus.TryRead(path, out var status) && !status.IsRegular
            ? throw new InvalidDataException($"{path} is a device, pipe or socket, not a file.")
            : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Lines of a small file, trimmed; none when it is not there or cannot be read.</summary>
    public static IReadOnlyList<string> Lines(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return [];
            }

            using var file = Open(path);
            var octets = new byte[Math.Min(RandomAccess.GetLength(file), LongestText)];
            return Encoding.UTF8.GetString(octets, 0, RandomAccess.Read(file, octets, 0))
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
