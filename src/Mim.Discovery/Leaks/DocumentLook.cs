using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Discovery.Leaks.Archives;

namespace Mim.Discovery.Leaks;

/// <summary>
/// Looks for secrets in documents one after the other, for one thread: all of those that are text, what archives hold, the beginning of others.
/// </summary>
internal sealed class DocumentLook(SecretScanner scanner) : IDisposable
{
    /// <summary>Text has no zero octet within so many, and an archive has its mark there.</summary>
    private const int HeadLength = 8 << 10;

    /// <summary>A document is held in memory with all that is found in it: what has more secrets than these is told to be such a one.</summary>
    private const int MostFindings = 10_000;

    private const string Separator = "!";

    private readonly SecretReader _reader = new(scanner);
    private readonly Utf16Text _utf16 = new();

    /// <summary>Looks through one document from its beginning.</summary>
    /// <param name="document">Read to its end, or passed over.</param>
    /// <param name="found">Takes what is in it, and archives within that cannot be read.</param>
    /// <param name="limit">How much may be unpacked.</param>
    /// <param name="cancellationToken">Ends at once.</param>
    public void Look(Stream document, List<SecretSighting> found, ArchiveLimit limit, CancellationToken cancellationToken) =>
        Look(document, new Within(null, 0), found, limit, cancellationToken);

    public void Dispose()
    {
        _reader.Dispose();
        _utf16.Dispose();
    }

    private void Look(Stream document, Within within, List<SecretSighting> found, ArchiveLimit limit, CancellationToken cancellationToken)
    {
        _reader.Begin();
        var room = _reader.Free[..Utf16Text.FirstLength];
        var count = document.ReadAtLeast(room, HeadLength, throwOnEndOfStream: false);
        var first = room[..count];
        if (ArchiveReader.KindOf(first) is not ArchiveKind.None and var kind)
        {
            if (document.CanSeek)
            {
                document.Position = 0;
                LookInto(kind, document, within, found, limit, cancellationToken);
            }
            else
            {
                LookInto(kind, new RewoundStream(first.ToArray(), document), within, found, limit, cancellationToken);
            }

            return;
        }

        var encoding = Utf16Text.Is(first) ? SecretEncoding.Utf16 : SecretEncoding.Plain;
        if (encoding == SecretEncoding.Utf16)
        {
            _utf16.Begin(first);
            count = _utf16.Read(document, _reader.Free);
        }
        else if (first[..Math.Min(count, HeadLength)].Contains((byte)0) && !scanner.IsSecretFile(first))
        {
            return;
        }

        for (var isLast = false; !isLast;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            isLast = count == 0;
            if ((_reader.Take(count) || isLast) && _reader.Scan(isLast, encoding) is { Count: > 0 } seen)
            {
                found.AddRange(seen.Select(sighting => sighting with { Entry = within.Entry }));
                if (found.Count >= MostFindings)
                {
                    found.Add(Unread(within.Entry, FindingStatus.Incomplete, $"It has {MostFindings} secrets or more, and its rest is not looked at."));
                    return;
                }
            }

            count = isLast ? 0 : encoding == SecretEncoding.Utf16 ? _utf16.Read(document, _reader.Free) : document.Read(_reader.Free);
        }
    }

    private void LookInto(
        ArchiveKind kind, Stream archive, Within within, List<SecretSighting> found, ArchiveLimit limit, CancellationToken cancellationToken)
    {
        if (within.Depth == ArchiveLimit.MostDepth)
        {
            found.Add(Unread(within.Entry, FindingStatus.Damaged, "Archives lie in it deeper than is looked into."));
            return;
        }

        try
        {
            foreach (var entry in ArchiveReader.Entries(kind, archive, limit))
            {
                if (found.Count > MostFindings)
                {
                    return;
                }

                var inner = within.Go(entry.Name);
                if (entry.Content is null)
                {
                    found.Add(Unread(inner.Entry, FindingStatus.Locked, "A password guards it."));
                }
                else if (!BinaryNames.Promises(entry.Name))
                {
                    LookInto(entry.Content, inner, found, limit, cancellationToken);
                }
            }
        }
        catch (Exception exception) when (IsDamage(exception) && (within.Depth == 0 || !limit.IsReached))
        {
            // Where the limit is reached, the outermost archive says so, once.
            found.Add(Unread(within.Entry, FindingStatus.Damaged, exception.Message));
        }
    }

    // One damaged entry of a zip file leaves the others as they are.
    private void LookInto(Stream content, Within within, List<SecretSighting> found, ArchiveLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            Look(content, within, found, limit, cancellationToken);
        }
        catch (Exception exception) when (IsDamage(exception) && !limit.IsReached)
        {
            found.Add(Unread(within.Entry, FindingStatus.Damaged, exception.Message));
        }
    }

    private static bool IsDamage(Exception exception) => exception is InvalidDataException or EndOfStreamException;

    private static SecretSighting Unread(string? entry, FindingStatus status, string detail) => new() { Status = status, Entry = entry, Detail = detail };

    /// <summary>Where in archives a document lies.</summary>
    private readonly record struct Within(string? Entry, int Depth)
    {
        public Within Go(string name) => new(name.Length == 0 ? Entry : Entry is null ? name : Entry + Separator + name, Depth + 1);
    }
}
