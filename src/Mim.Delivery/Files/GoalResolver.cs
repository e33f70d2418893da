using Mim.Core.Delivery;

namespace Mim.Delivery.Files;

/// <summary>Where a file really goes: links lead to their file, so that an installation never replaces a link.</summary>
internal sealed class GoalResolver(IFilePlatform platform)
{
    /// <summary>Where <paramref name="path"/> leads, and what is there.</summary>
    public FilePlace Look(string path)
    {
        var goal = Follow(Path.GetFullPath(path));
        var kind = platform.KindOf(goal);
        kind = kind == PathKind.Missing && !HasFolder(goal) ? PathKind.NoFolder : kind;
        return new FilePlace(path, goal, kind) { Looseness = protection => platform.Looseness(goal, protection) };
    }

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
