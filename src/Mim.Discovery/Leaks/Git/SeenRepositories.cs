using System.Collections.Concurrent;

namespace Mim.Discovery.Leaks.Git;

/// <summary>The repositories that one scan has looked at: all worktrees of one lead to it. For any number of threads.</summary>
internal sealed class SeenRepositories
{
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>Whether this is the first time.</summary>
    public bool Take(string folder) => _seen.TryAdd(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), true);
}
