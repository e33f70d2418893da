using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Mim.Core.Discovery;
using Mim.Core.Sealing;
using Mim.Discovery.Documents;

namespace Mim.Discovery.Files;

/// <summary>
/// Looks into files one after the other, for one thread: at the first octets of most, at all of those that hold certificates.
/// Owns a buffer that keys may have gone through, and zeroes it.
/// </summary>
internal sealed class FileLook(ContentReader contents) : IDisposable
{
    /// <summary>Files up to this length are parsed whole, longer ones in parts of this length.</summary>
    public const int LargestWhole = 16 << 20;

    /// <summary>So much of a longer file of text is looked at; the rest of it is not.</summary>
    public const long LargestText = 256L << 20;

    private const int HeadLength = 8 << 10;
    private const int WindowLength = 128 << 10;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(WindowLength);

    /// <summary>What is in that file: nothing for most.</summary>
    public IEnumerable<FileSighting> Look(string path, CancellationToken cancellationToken)
    {
        try
        {
            return LookInto(path, cancellationToken);
        }
        catch (UnauthorizedAccessException)
        {
            return [new FileSighting(FindingStatus.AccessDenied, path) { Detail = "Access is denied." }];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // It went while the scan went on, or a link leads nowhere.
            return UnreadableName.Is(path) ? [UnreadableName.Sighting(path)] : [];
        }
        catch (IOException exception)
        {
            return [new FileSighting(FindingStatus.AccessDenied, path) { Detail = exception.Message }];
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_buffer);
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private IEnumerable<FileSighting> LookInto(string path, CancellationToken cancellationToken)
    {
        string? permissions = null;
        long? length = null;
        if (!OperatingSystem.IsWindows() && UnixFileStatus.TryRead(path, out var status))
        {
            // Opening a pipe waits for a writer, and opening a device may set it going.
            if (!status.IsRegular || (status.Length == 0 && !CertificateNames.Promises(path)))
            {
                return [];
            }

            permissions = status.FormatPermissions();
            length = status.Length;
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var found = Read(new LookedAt(file, path, length ?? RandomAccess.GetLength(file)), cancellationToken);
        return found.Select(sighting => sighting with { Permissions = permissions });
    }

    private IEnumerable<FileSighting> Read(LookedAt file, CancellationToken cancellationToken)
    {
        var head = _buffer.AsSpan(0, RandomAccess.Read(file.Handle, _buffer.AsSpan(0, HeadLength), 0));
        if (FileMarks.IsContainer(head, file.Length) || FileMarks.IsUtf16(head))
        {
            return file.Length <= LargestWhole ? Whole(file, cancellationToken) : [];
        }

        if (!FileMarks.IsBinary(head))
        {
            file = file with { IsDocument = DocumentShape.IsAny(file.Path, head) };
            if (FileMarks.HasText(head, file.IsDocument) || HasTextBeyond(file, head.Length, cancellationToken))
            {
                return file.Length <= LargestWhole ? Whole(file, cancellationToken) : Parts(file, cancellationToken);
            }
        }

        return CertificateNames.Promises(file.Path) && file.Length <= LargestWhole ? Whole(file, cancellationToken) : [];
    }

    private bool HasTextBeyond(LookedAt file, int offset, CancellationToken cancellationToken)
    {
        var end = Math.Min(file.Length, LargestText);
        while (offset < end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var from = Math.Max(0, offset - FileMarks.Overlap);
            var window = _buffer.AsSpan(0, RandomAccess.Read(file.Handle, _buffer, from));
            if (window.Length <= offset - from || FileMarks.IsBinary(window))
            {
                return false;
            }

            if (FileMarks.HasText(window, file.IsDocument))
            {
                return true;
            }

            offset = from + window.Length;
        }

        return false;
    }

    private IEnumerable<FileSighting> Whole(LookedAt file, CancellationToken cancellationToken)
    {
        using var content = Load(file.Handle, 0, (int)file.Length);
        return contents.Read(file.Path, content.Memory, file.IsDocument, cancellationToken);
    }

    // Blocks across the border of two parts are in the overlap, so long as they are no longer than it.
    private List<FileSighting> Parts(LookedAt file, CancellationToken cancellationToken)
    {
        const int Part = 4 << 20;
        const int PartOverlap = 64 << 10;
        var found = new Dictionary<string, FileSighting>();
        for (var at = 0L; at < Math.Min(file.Length, LargestText); at += Part - PartOverlap)
        {
            using var content = Load(file.Handle, at, (int)Math.Min(Part, file.Length - at));
            if (FileMarks.HasText(content.Span, file.IsDocument))
            {
                var seen = contents.Read(file.Path, content.Memory, file.IsDocument, cancellationToken);
                foreach (var sighting in seen.Where(one => one.Certificate is not null))
                {
                    found.TryAdd(Convert.ToHexString(SHA256.HashData(sighting.Certificate!)), sighting);
                }
            }
        }

        return [.. found.Values.Select((sighting, index) => sighting with { Entry = $"{index + 1}" })];
    }

    private static KeyMaterial Load(SafeFileHandle file, long from, int length)
    {
        var content = new KeyMaterial(length);
        try
        {
            var read = 0;
            while (read < length && RandomAccess.Read(file, content.Span[read..], from + read) is > 0 and var count)
            {
                read += count;
            }

            return read == length ? content : KeyMaterial.Take(content.Span[..read]);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private readonly record struct LookedAt(SafeFileHandle Handle, string Path, long Length, bool IsDocument = false);
}
