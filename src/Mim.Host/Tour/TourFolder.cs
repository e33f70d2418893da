using Mim.Core;
using Mim.Host.Hosting;

namespace Mim.Host.Tour;

/// <summary>The tour's folder: the one asked for, which stays, or a temporary one, which goes unless it is to be kept.</summary>
internal sealed class TourFolder : IDisposable
{
    private TourFolder(string path, bool isKept) => (Path, IsKept) = (path, isKept);

    public string Path { get; }

    public bool IsKept { get; }

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: there is something in it, or it cannot be made.</exception>
    public static TourFolder Create(string? path, bool keep)
    {
        if (path is null)
        {
            return new TourFolder(Directory.CreateTempSubdirectory("mim-tour-").FullName, keep);
        }

        var full = FullPath.Of(path);
        if (File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()))
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{full}' is not an empty folder; the tour wants one of its own.", full);
        }

        try
        {
            CreateOwnerOnly(full);
            return new TourFolder(full, isKept: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{full}' cannot be made: {exception.Message}", full, exception);
        }
    }

    public static void CreateOwnerOnly(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose()
    {
        if (!IsKept)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
