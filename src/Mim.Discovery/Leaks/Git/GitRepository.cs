namespace Mim.Discovery.Leaks.Git;

/// <summary>
/// The objects of a git repository, read as they lie: no program of git is started, so that no setting of the repository runs anything,
/// and nothing is asked of a server for what is not there. For one thread.
/// </summary>
internal sealed class GitRepository : IDisposable
{
    private const int ShortId = 20;
    private const int LongId = 32;

    private GitRepository(IReadOnlyList<IGitSource> sources, int idLength) => (Sources, IdLength) = (sources, idLength);

    public IReadOnlyList<IGitSource> Sources { get; }

    /// <summary>In octets: 20 of SHA-1, 32 of SHA-256.</summary>
    public int IdLength { get; }

    /// <summary>Whether commits before some of those that it has were left where it was cloned from.</summary>
    public bool IsShallow { get; private init; }

    /// <summary>Opens all packs and what lies loose, its own and what it borrows.</summary>
    /// <param name="folder">The repository's own, not that of its work tree.</param>
    /// <param name="damaged">Takes what is wrong with packs that cannot be opened, and lenders that are not there.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static GitRepository Open(string folder, Action<string> damaged)
    {
        var (sources, idLength) = (new List<IGitSource>(), HasLongIds(folder) ? LongId : ShortId);
        var repository = new GitRepository(sources, idLength) { IsShallow = GitFile.Lines(Path.Join(folder, "shallow")).Count > 0 };
        try
        {
            foreach (var objects in GitAlternates.Folders(Path.Join(folder, "objects"), damaged))
            {
                sources.Add(new GitLoose(objects, idLength));
                AddPacks(Path.Join(objects, "pack"), idLength, sources, damaged);
            }

            return repository;
        }
        catch
        {
            repository.Dispose();
            throw;
        }
    }

    /// <summary>Null for an object that is not here.</summary>
    public GitPlace? Find(ReadOnlySpan<byte> id)
    {
        foreach (var source in Sources)
        {
            if (source.Find(id) is >= 0 and var index)
            {
                return new GitPlace(source, index);
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var source in Sources)
        {
            source.Dispose();
        }
    }

    private static void AddPacks(string folder, int idLength, List<IGitSource> sources, Action<string> damaged)
    {
        string[] indices = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.idx") : [];
        foreach (var index in indices.Order(StringComparer.Ordinal))
        {
            Add(index, idLength, sources, damaged);
        }
    }

    private static void Add(string index, int idLength, List<IGitSource> sources, Action<string> damaged)
    {
        try
        {
            sources.Add(new GitPack(index, idLength));
        }
        catch (Exception exception) when (exception is InvalidDataException or FileNotFoundException)
        {
            // One that git drops while the scan goes on is written anew elsewhere.
            damaged($"{Path.GetFileName(index)}: {exception.Message}");
        }
    }

    private static bool HasLongIds(string folder) => GitFile.Lines(Path.Join(folder, "config"))
        .Any(line => line.Replace(" ", string.Empty, StringComparison.Ordinal).Equals("objectformat=sha256", StringComparison.OrdinalIgnoreCase));
}
