using Mim.Core;

namespace Mim.Delivery.Files;

/// <summary>Where a file really goes: links lead to their file, so that an installation never replaces a link.</summary>
internal sealed class GoalResolver(IFilePlatform platform)
{
    /// <summary>The full path of the file that <paramref name="path"/> means, which exists or can be created.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: not a file, or no folder to put it in.</exception>
    public string Resolve(string path)
    {
        var goal = Follow(Path.GetFullPath(path));
        switch (platform.KindOf(goal))
        {
            case PathKind.Folder:
                throw FileTrouble.InstallFailed($"{path} is a folder, not a file.", path);
            case PathKind.Other:
                throw FileTrouble.InstallFailed($"{path} is a device, pipe or socket, not a file.", path);
            case PathKind.Missing when !HasFolder(goal):
                throw FileTrouble.InstallFailed($"{path} cannot be written: there is no folder {Path.GetDirectoryName(goal)}.", path);
            default:
                return goal;
        }
    }

    /// <summary>The same path whatever lies there; null when its folder is not there, so that nothing of ours can be.</summary>
    public string? Locate(string path) => Follow(Path.GetFullPath(path)) is var goal && HasFolder(goal) ? goal : null;

    private bool HasFolder(string goal) => Path.GetDirectoryName(goal) is { } folder && platform.KindOf(folder) == PathKind.Folder;

    private static string Follow(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return path;
        }
        catch (IOException exception)
        {
            throw FileTrouble.InstallFailed($"Cannot follow the link {path}", path, exception);
        }
    }
}
