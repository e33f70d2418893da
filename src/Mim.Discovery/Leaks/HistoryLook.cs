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
        }

        foreach (var trouble in troubles)
        {
            yield return new SecretSighting { Status = FindingStatus.Damaged, Path = folder, Detail = trouble };
        }
    }

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
