using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>The files of a target as they lie there. Owns their content.</summary>
internal sealed class FoundFiles : IDisposable
{
    private readonly Dictionary<string, (FilePlace Place, Task<HostFile?> Reading)> _files;

    private FoundFiles(IEnumerable<FilePlace> places, Func<FilePlace, Task<HostFile?>> read) =>
        _files = places.ToDictionary(place => place.Path, place => (place, read(place)), StringComparer.Ordinal);

    /// <summary>Reads all of them; what cannot be read is trouble only when it is asked for.</summary>
    public static async Task<FoundFiles> ReadAsync(HostTools tools, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var places = await tools.TargetFiles.LookAsync(paths, cancellationToken).ConfigureAwait(false);
        var found = new FoundFiles(places, place => place.Kind == PathKind.File
            ? tools.Files.ReadAsync(place.Goal, cancellationToken)
            : Task.FromResult<HostFile?>(null));
        await ((Task)Task.WhenAll(found._files.Values.Select(file => file.Reading))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return found;
    }

    /// <summary>Where a path leads.</summary>
    public string Goal(string path) => _files[path].Place.RequireFile();

    /// <summary>What is in a file, which stays ours.</summary>
    public KeyMaterial Content(string path)
    {
        _ = Goal(path);
        return _files[path].Reading.GetAwaiter().GetResult()?.Content ?? throw FileTrouble.InstallFailed($"{path} is missing.", path);
    }

    /// <summary>How a file is open to more people than it should be; null when all is well.</summary>
    public string? Looseness(string path, FileProtection protection) => _files[path].Place.Looseness(protection);

    public void Dispose()
    {
        foreach (var (_, reading) in _files.Values)
        {
            (reading.IsCompletedSuccessfully ? reading.Result : null)?.Dispose();
        }
    }
}
