using System.Globalization;
using System.Security.Cryptography;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Sealing;

namespace Mim.Discovery.Files;

/// <summary>Takes the files that keys of SSH can be in. For any number of threads.</summary>
/// <param name="owners">Names of accounts by their number.</param>
internal sealed class SshFileLook(IReadOnlyDictionary<string, string> owners)
{
    private const int LargestFile = 16 << 20;

    /// <summary>Null when the file holds none, or is no longer there.</summary>
    public SshFile? Look(string path)
    {
        try
        {
            return LookInto(path);
        }
        catch (UnauthorizedAccessException)
        {
            return Denied(new FileSighting(FindingStatus.AccessDenied, path) { Detail = "Access is denied." });
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // It went while the scan went on, or a link leads nowhere.
            return UnreadableName.Is(path) ? Denied(UnreadableName.Sighting(path)) : null;
        }
        catch (IOException exception)
        {
            return Denied(new FileSighting(FindingStatus.AccessDenied, path) { Detail = exception.Message });
        }
    }

    public static SshFile Denied(FileSighting sighting) => new()
    {
        Status = sighting.Status,
        Path = sighting.Path,
        Place = sighting.Path,
        Detail = sighting.Detail,
    };

    private SshFile? LookInto(string path)
    {
        string? permissions = null, owner = null;
        if (!OperatingSystem.IsWindows() && UnixFileStatus.TryRead(path, out var status))
        {
            // Opening a pipe waits for a writer, and opening a device may set it going.
            if (!status.IsRegular || status.Length == 0)
            {
                return null;
            }

            permissions = status.FormatPermissions();
            owner = status.Owner.ToString(CultureInfo.InvariantCulture);
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return ReadMarked(stream) is not { } content ? null : new SshFile
        {
            Status = FindingStatus.Found,
            Path = path,
            Place = path,
            Content = content,
            IsCut = stream.Length > LargestFile,
            Owner = owner is null ? null : owners.GetValueOrDefault(owner, owner),
            Permissions = permissions,
            ModifiedAt = new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero),
        };
    }

    private static KeyMaterial? ReadMarked(FileStream stream)
    {
        Span<byte> head = stackalloc byte[SshMarks.HeadLength];
        try
        {
            var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (!SshMarks.Has(head[..length]))
            {
                return null;
            }

            if (length < head.Length)
            {
                return KeyMaterial.CopyOf(head[..length]);
            }

            using var all = new KeyMaterial((int)Math.Clamp(stream.Length, length, LargestFile));
            head.CopyTo(all.Span);
            length += stream.ReadAtLeast(all.Span[length..], all.Length - length, throwOnEndOfStream: false);
            return KeyMaterial.CopyOf(all.Span[..length]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(head);
        }
    }
}
