namespace Mim.Discovery.Leaks.Git;

/// <summary>
/// Tells the folders of git repositories: beside a work tree, without one, or elsewhere, where a file names them: those of worktrees,
/// of repositories within others and of work trees whose repository was put apart (gitrepository-layout).
/// </summary>
internal static class GitFolder
{
    private const string Head = "HEAD";
    private const string Link = ".git";
    private const string LinkMark = "gitdir:";

    /// <summary>The repository that a file stands for, be it its head or a link to it; null when it is of none.</summary>
    public static string? Of(string path) => Path.GetFileName(path.AsSpan()) switch
    {
        Head => Path.GetDirectoryName(path) is { } folder && IsRepository(folder) ? folder : null,
        Link => OfLink(path),
        _ => null,
    };

    /// <summary>The head of the repository whose work tree is in <paramref name="folder"/>; null when there is none.</summary>
    public static string? HeadBelow(string folder) =>
        Path.Join(folder, Link, Head) is var head && Of(head) is not null ? head : null;

    // A worktree has a folder of its own there, which names the one that it shares with all others.
    private static string? OfLink(string path)
    {
        if (Path.GetDirectoryName(path) is not { } work || GitFile.Lines(path) is not [var line, ..]
            || !line.StartsWith(LinkMark, StringComparison.Ordinal) || GitPath.Resolve(work, line[LinkMark.Length..].Trim()) is not { } own)
        {
            return null;
        }

        var shared = GitFile.Lines(Path.Join(own, "commondir")) is [var common, ..] ? GitPath.Resolve(own, common) : own;
        return shared is not null && IsRepository(shared) ? shared : null;
    }

    private static bool IsRepository(string folder) => Directory.Exists(Path.Join(folder, "objects")) && Directory.Exists(Path.Join(folder, "refs"));
}
