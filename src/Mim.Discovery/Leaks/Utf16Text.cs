using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Mim.Discovery.Leaks;

/// <summary>Reads documents of UTF-16 as UTF-8. For one thread; zeroes what it read.</summary>
internal sealed class Utf16Text : IDisposable
{
    /// <summary>How many octets of a document are read before it is known what it is written in.</summary>
    public const int FirstLength = 256 << 10;

    private const int HeadLength = 64;

    private readonly byte[] _octets = GC.AllocateUninitializedArray<byte>(FirstLength, pinned: true);
    private int _length;
    private bool _isBigEndian;

    /// <summary>Whether a file that begins so is UTF-16: by its mark, or by zeroes in every second octet as ASCII has them.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || Zeroes(head, 0) || Zeroes(head, 1);

    /// <summary>Takes what was read of the document already.</summary>
    public void Begin(ReadOnlySpan<byte> first)
    {
        _isBigEndian = first is [0xFE, 0xFF, ..] || (first is not [0xFF, 0xFE, ..] && Zeroes(first, 0));
        first.CopyTo(_octets);
        _length = first.Length;
    }

    /// <summary>Puts the next of the text into <paramref name="room"/>; how many octets, none at the end.</summary>
    public int Read(Stream document, Span<byte> room)
    {
        if (_length < sizeof(char))
        {
            _length += document.ReadAtLeast(_octets.AsSpan(_length), sizeof(char) - _length, throwOnEndOfStream: false);
        }

        // Two octets of UTF-16 become three of UTF-8 at most.
        var octets = _octets.AsSpan(0, Math.Min(_length, room.Length / 2) & ~1);
        if (_isBigEndian == BitConverter.IsLittleEndian)
        {
            for (var index = 0; index < octets.Length; index += 2)
            {
                octets.Slice(index, sizeof(char)).Reverse();
            }
        }

        var count = Encoding.UTF8.GetBytes(MemoryMarshal.Cast<byte, char>(octets), room);
        _octets.AsSpan(octets.Length, _length - octets.Length).CopyTo(_octets);
        _length -= octets.Length;
        return count;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_octets);

    private static bool Zeroes(ReadOnlySpan<byte> head, int first)
    {
        if (head.Length < HeadLength)
        {
            return false;
        }

        for (var index = 0; index < HeadLength; index += 2)
        {
            if (head[index + first] != 0 || head[index + 1 - first] == 0)
            {
                return false;
            }
        }

        return true;
    }
}
