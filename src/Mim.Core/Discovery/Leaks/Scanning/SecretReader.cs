using System.Security.Cryptography;

namespace Mim.Core.Discovery.Leaks.Scanning;

/// <summary>
/// Reads one document after the other in windows that overlap, in a buffer of fixed length that is zeroed at the end. For one thread.
/// </summary>
public sealed class SecretReader(SecretScanner scanner) : IDisposable
{
    private const int WindowLength = 1 << 20;

    /// <summary>No secret is longer than this with what belongs to it, so that one across the end of a window is whole in the next.</summary>
    private const int Overlap = 32 << 10;

    /// <summary>So much of what was read stays, for what stands before a secret.</summary>
    private const int LookBack = 256;

    /// <summary>Room that is always left, so that no character is too long for it.</summary>
    private const int LeastRoom = 4 << 10;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(WindowLength, pinned: true);
    private readonly List<SecretHit> _hits = [];
    private int _length;
    private int _from;
    private long _line;
    private int _columnsBefore;

    /// <summary>Where the next octets of the document go: 4 KiB or more.</summary>
    public Span<byte> Free => _buffer.AsSpan(_length);

    /// <summary>Forgets the last document.</summary>
    public void Begin() => (_length, _from, _line, _columnsBefore) = (0, 0, 0, 0);

    /// <summary>Takes octets that were put at the beginning of <see cref="Free"/>. Whether <see cref="Scan"/> must be called before more.</summary>
    public bool Take(int count)
    {
        _length += count;
        return _buffer.Length - _length < LeastRoom;
    }

    /// <summary>What is in the octets taken so far and was not told before.</summary>
    /// <param name="isLast">Whether the document ends here.</param>
    /// <param name="encoding">What the document is written in.</param>
    public IReadOnlyList<SecretSighting> Scan(bool isLast, SecretEncoding encoding = SecretEncoding.Plain)
    {
        _hits.Clear();
        var text = _buffer.AsSpan(0, _length);
        var end = isLast ? _length : _length - Overlap;
        scanner.Scan(text, _hits);
        List<SecretSighting>? found = null;
        foreach (var hit in _hits)
        {
            if (hit.Place.Start >= _from && hit.Place.Start < end)
            {
                found ??= [];
                found.Add(Sighting(text, hit, encoding));
            }
        }

        if (!isLast)
        {
            Keep(text, end);
        }

        return found ?? (IReadOnlyList<SecretSighting>)[];
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_buffer);

    private SecretSighting Sighting(ReadOnlySpan<byte> text, SecretHit hit, SecretEncoding encoding)
    {
        var before = text[..hit.Place.Start];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new SecretSighting
        {
            Rule = hit.Rule,
            Line = _line + before.Count((byte)'\n') + 1,
            Column = Characters(before[lineStart..]) + (lineStart == 0 ? _columnsBefore : 0) + 1,
            Length = hit.Length,
            Hash = hit.Hash,
            Encoding = hit.Encoding == SecretEncoding.Plain ? encoding : hit.Encoding,
        };
    }

    private void Keep(Span<byte> text, int end)
    {
        var dropped = text[..Math.Max(0, end - LookBack)];
        var lineStart = dropped.LastIndexOf((byte)'\n') + 1;
        _line += dropped.Count((byte)'\n');
        _columnsBefore = Characters(dropped[lineStart..]) + (lineStart == 0 ? _columnsBefore : 0);
        _length = text.Length - dropped.Length;
        _from = end - dropped.Length;
        text[dropped.Length..].CopyTo(text);
    }

    // Octets that go on with a character of UTF-8 are none of their own.
    private static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var octet in text)
        {
            count += (octet & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}
