using Microsoft.Win32.SafeHandles;
using Mim.Discovery.Files;

namespace Mim.Discovery.Leaks.Git;

/// <summary>Opens files of a repository, which strangers may have made.</summary>
internal static class GitFile
{
    /// <exception cref="InvalidDataException">It is no file: a pipe would keep its reader for ever.</exception>
    public static SafeFileHandle Open(string path) =>
        !OperatingSystem.IsWindows() && UnixFileStatus.TryRead(path, out var status) && !status.IsRegular
            ? throw new InvalidDataException($"{path} is a device, pipe or socket, not a file.")
            : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
