namespace Mim.Discovery.Leaks.Git;

/// <summary>Folders of objects that a repository borrows (gitrepository-layout, <c>objects/info/alternates</c>).</summary>
internal static class GitAlternates
{
    /// <summary>As deep as git itself follows lenders of lenders.</summary>
    private const int MostDepth = 5;

    /// <summary>A repository borrows of one or two.</summary>
    private const int MostFolders = 256;

    /// <summary>The folder itself and all that lend to it, each once.</summary>
    /// <param name="objects">The repository's own.</param>
    /// <param name="trouble">Takes what is named and not there.</param>
    public static IReadOnlyCollection<string> Folders(string objects, Action<string> trouble)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { Path.GetFullPath(objects) };
        var waiting = new Queue<(string Folder, int Depth)>([(objects, 0)]);
        while (waiting.TryDequeue(out var next) && next.Depth < MostDepth)
        {
            foreach (var line in GitFile.Lines(Path.Join(next.Folder, "info", "alternates")).Where(line => line[0] != '#'))
            {
                if (GitPath.Resolve(next.Folder, line) is not { } folder || !Directory.Exists(folder))
                {
                    trouble($"It borrows objects of {line}, which is not there.");
                }
                else if (known.Count < MostFolders && known.Add(folder))
                {
                    waiting.Enqueue((folder, next.Depth + 1));
                }
            }
        }

        return known;
    }
}
