using System.Runtime.CompilerServices;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Ssh;

/// <summary>A Windows machine by its folders: each folder of users is an account.</summary>
/// <param name="users">Full path of the folder of users; null for the machine's own.</param>
internal sealed class WindowsMachine(string? users = null) : ISshMachine
{
    private const int LargestFile = 16 << 20;
    private readonly string _users = users ?? Path.GetDirectoryName(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))!;

    public Task<IReadOnlyList<SshAccount>> AccountsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SshAccount>>(
        [.. new DirectoryInfo(_users).EnumerateDirectories().Select(folder => new SshAccount(folder.Name, folder.Name, folder.FullName))]);

    /// <summary>Never: sshd on Windows tells it to administrators only, and its file can be read by all.</summary>
    public Task<string?> EffectiveConfigurationAsync(string account, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<SshFile> ReadAsync(IReadOnlyList<string> places, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            var files = FilesAt(place, out var denied);
            foreach (var path in files)
            {
                if (await ReadAsync(path, place, cancellationToken).ConfigureAwait(false) is { } file)
                {
                    yield return file;
                }
            }

            if (denied)
            {
                yield return Denied(place, place);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string[] FilesAt(string place, out bool denied)
    {
        denied = false;
        if (!Path.EndsInDirectorySeparator(place))
        {
            return [place];
        }

        try
        {
            return Directory.Exists(place) ? Directory.GetFiles(place) : [];
        }
        catch (UnauthorizedAccessException)
        {
            denied = true;
            return [];
        }
    }

    private static async Task<SshFile?> ReadAsync(string path, string place, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Min(stream.Length, LargestFile)];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return new SshFile
            {
                Status = FindingStatus.Found,
                Path = path,
                Place = place,
                Content = KeyMaterial.Take(bytes.AsSpan(0, length)),
                IsCut = stream.Length > LargestFile,
                ModifiedAt = File.GetLastWriteTimeUtc(path),
            };
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return Denied(path, place);
        }
    }

    private static SshFile Denied(string path, string place) => new()
    {
        Status = FindingStatus.AccessDenied,
        Path = path,
        Place = place,
        Detail = "Access is denied.",
    };
}
