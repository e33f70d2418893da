using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Discovery.Leaks.Archives;
using Mim.Discovery.Leaks.Git;

namespace Mim.Discovery.Leaks;

/// <summary>Looks for secrets in every version of every file that a git repository keeps, each once.</summary>
/// <param name="folder">The repository's own.</param>
/// <param name="documents">Looks through one.</param>
internal sealed class HistoryLook(string folder, DocumentLook documents)
{
    public IEnumerable<SecretSighting> Look(CancellationToken cancellationToken)
    {
        var troubles = new List<string>();
        using var repository = Open(troubles);
        if (repository is not null)
        {
            var walk = new GitWalk(repository);
            foreach (var sighting in walk.Blobs(cancellationToken).SelectMany(blob => LookInto(walk, blob, cancellationToken)))
            {
                yield return sighting;
            }

            troubles.AddRange(walk.Damaged == 0 ? [] : [$"{walk.Damaged} objects of the repository are damaged or larger than 64 MiB."]);
            foreach (var gap in Gaps(repository, walk))
            {
                yield return Trouble(FindingStatus.Incomplete, gap);
            }
        }

        foreach (var trouble in troubles)
        {
            yield return Trouble(FindingStatus.Damaged, trouble);
        }
    }

    // Who asks for all that a repository keeps is to know that it does not keep all.
    private static IEnumerable<string> Gaps(GitRepository repository, GitWalk walk)
    {
        if (repository.IsShallow)
        {
            yield return "It is a shallow clone, which has no commits before some point: 'git fetch --unshallow' brings them.";
        }

        if (walk.Missing > 0)
        {
            yield return $"Of files and folders of the history {walk.Missing} are not here, as in a partial clone.";
        }
    }

    private SecretSighting Trouble(FindingStatus status, string detail) => new() { Status = status, Path = folder, Detail = detail };

    private GitRepository? Open(List<string> troubles)
    {
        try
        {
            return GitRepository.Open(folder, troubles.Add);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            troubles.Add(exception.Message);
            return null;
        }
    }

    private IEnumerable<SecretSighting> LookInto(GitWalk walk, GitBlob blob, CancellationToken cancellationToken)
    {
        if (walk.TryRead(blob.Place) is not { } content)
        {
            return [];
        }

        var found = new List<SecretSighting>();
        using var document = new MemoryStream(content, writable: false);
        documents.Look(document, found, new ArchiveLimit(content.Length), cancellationToken);
        return found.Count == 0 ? [] : found.Select(sighting => sighting with
        {
            Path = folder,
            Entry = sighting.Entry is null ? blob.Name : $"{blob.Name}!{sighting.Entry}",
        });
    }
}
