using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Discovery.Files;

namespace Mim.Discovery.Leaks;

/// <summary>Looks for secrets in files one after the other, for one thread: all of those that are text, the beginning of others.</summary>
internal sealed class SecretFileLook(SecretScanner scanner) : IDisposable
{
    /// <summary>Text has no zero octet within so many.</summary>
    private const int HeadLength = 8 << 10;

    private readonly SecretReader _reader = new(scanner);
    private readonly Utf16Text _utf16 = new();

    /// <summary>What is in that file: nothing for most.</summary>
    public IEnumerable<SecretSighting> Look(string path, CancellationToken cancellationToken)
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
        catch (IOException exception)
        {
            return [Denied(path, exception.Message)];
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _utf16.Dispose();
    }

    private static SecretSighting Denied(string path, string detail) =>
        new() { Status = FindingStatus.AccessDenied, Path = path, Detail = detail };

    private List<SecretSighting> LookInto(string path, CancellationToken cancellationToken)
    {
        if (BinaryNames.Promises(path))
        {
            return [];
        }

        string? permissions = null;
        if (!OperatingSystem.IsWindows() && UnixFileStatus.TryRead(path, out var status))
        {
            // Opening a pipe waits for a writer, and opening a device may set it going.
            if (!status.IsRegular || status.Length == 0)
            {
                return [];
            }

            permissions = status.FormatPermissions();
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _reader.Begin();
        List<SecretSighting>? found = null;
        var (at, encoding, isFirst) = (0L, SecretEncoding.Plain, true);
        for (var isLast = false; !isLast;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = encoding == SecretEncoding.Utf16 ? _utf16.Read(file, ref at, _reader.Free) : RandomAccess.Read(file, _reader.Free, at);
            if (isFirst && Utf16Text.Is(_reader.Free[..count]))
            {
                (encoding, isFirst, at) = (SecretEncoding.Utf16, false, 0);
                _utf16.Begin(_reader.Free[..count]);
                continue;
            }

            if (isFirst && _reader.Free[..Math.Min(count, HeadLength)].Contains((byte)0) && !scanner.IsSecretFile(_reader.Free[..count]))
            {
                return [];
            }

            at += encoding == SecretEncoding.Utf16 ? 0 : count;
            isFirst = false;
            isLast = count == 0;
            if (_reader.Take(count) || isLast)
            {
                var seen = _reader.Scan(isLast, encoding);
                if (seen.Count > 0)
                {
                    found ??= [];
                    found.AddRange(seen.Select(sighting => sighting with { Path = path, Permissions = permissions }));
                }
            }
        }

        return found ?? [];
    }
}
