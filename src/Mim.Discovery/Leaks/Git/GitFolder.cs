namespace Mim.Discovery.Leaks.Git;

/// <summary>Tells the folders of git repositories, which are the same whether they have a work tree or not.</summary>
internal static class GitFolder
{
    private const string Head = "HEAD";

    /// <summary>The repository that a file is the head of; null when it is of none.</summary>
    public static string? OfHead(string path) =>
        Path.GetFileName(path.AsSpan()).SequenceEqual(Head) && Path.GetDirectoryName(path) is { } folder
        && Directory.Exists(Path.Join(folder, "objects")) && Directory.Exists(Path.Join(folder, "refs")) ? folder : null;

    /// <summary>The head of the repository whose work tree is in <paramref name="folder"/>; null when there is none.</summary>
    public static string? HeadBelow(string folder) =>
        Path.Join(folder, ".git", Head) is var head && OfHead(head) is not null ? head : null;
}
