namespace Mim.Discovery.Leaks.Git;

/// <summary>Paths that files of a repository name.</summary>
internal static class GitPath
{
    /// <summary>Full path; null for one on another machine, which is not asked, whoever wrote it there.</summary>
    /// <param name="folder">What it is relative to.</param>
    /// <param name="path">As it is written.</param>
    public static string? Resolve(string folder, string path) =>
        path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)
        || (OperatingSystem.IsWindows() && path.Length > 1 && path[0] is '/' or '\\' && path[1] is '/' or '\\')
            ? null
            : Path.GetFullPath(path, Path.GetFullPath(folder));
}
