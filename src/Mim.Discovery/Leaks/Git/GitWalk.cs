using System.Buffers;
using System.Text;

namespace Mim.Discovery.Leaks.Git;

/// <summary>Names the versions of files that a repository keeps, each once: those of commits, and those that no commit has any more.</summary>
internal sealed class GitWalk(GitRepository repository)
{
    /// <summary>Folders within folders; no system has longer paths.</summary>
    private const int MostDepth = 2048;

    private const int ShownOfId = 12;

    private readonly GitVisits _visits = new(repository.Sources);

    /// <summary>Objects that could not be read.</summary>
    public int Damaged { get; private set; }

    /// <summary>Files and folders of folders, and folders of commits, that are not here.</summary>
    public int Missing { get; private set; }

    public IEnumerable<GitBlob> Blobs(CancellationToken cancellationToken)
    {
        foreach (var place in All(cancellationToken))
        {
            if (TypeOf(place) == GitObjectType.Commit && TryRead(place) is { } commit && Root(commit) is { } root)
            {
                foreach (var blob in Below(root, IdOf(place), cancellationToken))
                {
                    yield return blob;
                }
            }
        }

        foreach (var place in All(cancellationToken))
        {
            // What lies in several packs is known by the first of them.
            if (TypeOf(place) == GitObjectType.Blob && repository.Find(place.Source.IdOf(place.Index)) == place && _visits.Take(place))
            {
                yield return new GitBlob(place, IdOf(place));
            }
        }
    }

    /// <summary>What an object says; null when it is damaged, which is counted.</summary>
    public byte[]? TryRead(GitPlace place)
    {
        try
        {
            return place.Source.Read(place.Index).Content;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Damaged++;
            return null;
        }
    }

    private IEnumerable<GitPlace> All(CancellationToken cancellationToken)
    {
        foreach (var source in repository.Sources)
        {
            foreach (var index in source.Order())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new GitPlace(source, index);
            }
        }
    }

    private IEnumerable<GitBlob> Below(GitPlace root, string commit, CancellationToken cancellationToken)
    {
        var folders = new Stack<(byte[] Tree, int At, string Path)>();
        Enter(folders, root, string.Empty);
        while (folders.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entry = GitTreeEntry.Read(folder.Tree.AsSpan(folder.At), repository.IdLength);
            if (entry.Length == 0)
            {
                continue;
            }

            var id = folder.Tree.AsSpan(folder.At + entry.Length - repository.IdLength, repository.IdLength);
            var name = Encoding.UTF8.GetString(folder.Tree.AsSpan(folder.At + entry.NameAt, entry.NameLength));
            folders.Push(folder with { At = folder.At + entry.Length });
            if ((entry.IsFolder || entry.IsFile) && !BinaryNames.Promises(name) && Find(id) is { } place)
            {
                if (entry.IsFolder)
                {
                    Enter(folders, place, $"{folder.Path}{name}/");
                }
                else if (_visits.Take(place))
                {
                    yield return new GitBlob(place, $"{commit}:{folder.Path}{name}");
                }
            }
        }
    }

    private void Enter(Stack<(byte[] Tree, int At, string Path)> folders, GitPlace tree, string path)
    {
        if (folders.Count < MostDepth && _visits.Take(tree) && TypeOf(tree) == GitObjectType.Tree && TryRead(tree) is { } content)
        {
            folders.Push((content, 0, path));
        }
    }

    private static GitObjectType TypeOf(GitPlace place)
    {
        try
        {
            return place.Source.TypeOf(place.Index);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return GitObjectType.None;
        }
    }

    // "tree " and the id come first.
    private GitPlace? Root(ReadOnlySpan<byte> commit)
    {
        var id = new byte[repository.IdLength];
        return commit.StartsWith("tree "u8) && commit.Length > 5 + (2 * id.Length)
            && Convert.FromHexString(commit.Slice(5, 2 * id.Length), id, out _, out _) == OperationStatus.Done ? Find(id) : null;
    }

    private GitPlace? Find(ReadOnlySpan<byte> id)
    {
        var place = repository.Find(id);
        Missing += place is null ? 1 : 0;
        return place;
    }

    private static string IdOf(GitPlace place) => Convert.ToHexStringLower(place.Source.IdOf(place.Index))[..ShownOfId];
}
