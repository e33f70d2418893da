using Mim.Core;
using Mim.Core.Discovery;

namespace Mim.Discovery.Files;

/// <summary>Names the files below paths, folder by folder. What cannot be listed is told and passed over.</summary>
/// <param name="scan">Where and what.</param>
/// <param name="mounts">File systems that hold no files.</param>
internal sealed class FileWalk(FileScan scan, PseudoFileSystems mounts)
{
    /// <summary>Every file, each once for each path that leads to it.</summary>
    /// <param name="denied">Takes folders that cannot be listed; for one thread.</param>
    /// <param name="cancellationToken">Stops between entries.</param>
    public IEnumerable<string> Files(Action<FileSighting> denied, CancellationToken cancellationToken)
    {
        foreach (var path in scan.Paths.Where(path => !IsExcluded(path)))
        {
            if (!Directory.Exists(path))
            {
                yield return path;
                continue;
            }

            foreach (var file in Below(path, denied, cancellationToken))
            {
                yield return file;
            }
        }
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: a path is not there, and the scan does not allow that.</exception>
    public void RequirePaths()
    {
        if (!scan.AllowMissing && scan.Paths.FirstOrDefault(path => !MayBeThere(path)) is { } missing)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"{missing} is not there.", missing);
        }
    }

    public bool IsExcluded(string path)
    {
        for (var index = 0; index < scan.Exclude.Count; index++)
        {
            if (Wildcard.IsMatch(scan.Exclude[index], path))
            {
                return true;
            }
        }

        return false;
    }

    // In a folder that may not be entered nobody can tell what is there; opening it will say so.
    private static bool MayBeThere(string path)
    {
        try
        {
            File.GetAttributes(path);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return true;
        }
    }

    private IEnumerable<string> Below(string root, Action<FileSighting> denied, CancellationToken cancellationToken)
    {
        var folders = new Stack<string>([root]);
        while (folders.TryPop(out var folder))
        {
            using var listing = Open(folder, denied);
            while (listing is not null && Next(listing, folder, denied))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var entry = listing.Current;
                if (IsExcluded(entry.Path))
                {
                    continue;
                }

                if (entry.Kind == FolderEntryKind.File)
                {
                    yield return entry.Path;
                }
                else if (scan.Recurse && entry.Kind == FolderEntryKind.Folder && !mounts.Contains(entry.Path))
                {
                    folders.Push(entry.Path);
                }
            }
        }
    }

    private static FolderListing? Open(string folder, Action<FileSighting> denied)
    {
        try
        {
            return new FolderListing(folder);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            Tell(folder, exception, denied);
            return null;
        }
    }

    private static bool Next(FolderListing listing, string folder, Action<FileSighting> denied)
    {
        try
        {
            return listing.MoveNext();
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            Tell(folder, exception, denied);
            return false;
        }
    }

    // A folder may go while the scan goes on; one whose name is no text only seems to have gone.
    private static void Tell(string folder, Exception exception, Action<FileSighting> denied)
    {
        if (exception is not DirectoryNotFoundException)
        {
            var detail = exception is UnauthorizedAccessException ? "Access is denied." : exception.Message;
            denied(new FileSighting(FindingStatus.AccessDenied, folder) { Detail = detail });
        }
        else if (UnreadableName.Is(folder))
        {
            denied(UnreadableName.Sighting(folder));
        }
    }
}
