using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Discovery.Files;
using Mim.Discovery.Leaks.Archives;
using Mim.Discovery.Leaks.Git;

namespace Mim.Discovery.Leaks;

/// <summary>Looks for secrets in files one after the other, for one thread.</summary>
/// <param name="scanner">Knows secrets.</param>
/// <param name="histories">Says which repositories are to be looked at, where a file stands for all that one keeps; null for none.</param>
internal sealed class SecretFileLook(SecretScanner scanner, SeenRepositories? histories = null) : IDisposable
{
    private readonly DocumentLook _documents = new(scanner);

    /// <summary>What is in that file: nothing for most.</summary>
    public IEnumerable<SecretSighting> Look(string path, CancellationToken cancellationToken)
    {
        var found = LookAt(path, cancellationToken);
        return histories is not null && GitFolder.Of(path) is { } repository && histories.Take(repository)
            ? found.Concat(new HistoryLook(repository, _documents).Look(cancellationToken))
            : found;
    }

    public void Dispose() => _documents.Dispose();

    private IEnumerable<SecretSighting> LookAt(string path, CancellationToken cancellationToken)
    {
        try
        {
            return LookInto(path, cancellationToken);
        }
        catch (UnauthorizedAccessException)
        {
            return [Denied(path, "Access is denied.")];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // It went while the scan went on, or a link leads nowhere.
            return UnreadableName.Is(path) ? [Denied(path, UnreadableName.Sighting(path).Detail!)] : [];
        }
        catch (IOException) when (ProcessEnvironment.Is(path))
        {
            // The process has ended.
            return [];
        }
        catch (IOException exception)
        {
            return [Denied(path, exception.Message)];
        }
    }

    private static SecretSighting Denied(string path, string detail) =>
        new() { Status = FindingStatus.AccessDenied, Path = path, Detail = detail };

    private IEnumerable<SecretSighting> LookInto(string path, CancellationToken cancellationToken)
    {
        if (BinaryNames.Promises(path))
        {
            return [];
        }

        string? permissions = null;
        if (!OperatingSystem.IsWindows() && UnixFileStatus.TryRead(path, out var status))
        {
            // Opening a pipe waits for a writer, and opening a device may set it going.
            if (!status.IsRegular || (status.Length == 0 && !ProcessEnvironment.Is(path)))
            {
                return [];
            }

            permissions = status.FormatPermissions();
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var found = new List<SecretSighting>();
        using Stream document = ProcessEnvironment.Is(path) ? new ProcessEnvironment(file) : file;
        _documents.Look(document, found, new ArchiveLimit(file.Length), cancellationToken);
        return found.Count == 0 ? [] : found.Select(sighting => sighting with { Path = path, Permissions = permissions });
    }
}
