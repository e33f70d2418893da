using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Mim.Discovery.Leaks;

/// <summary>Reads files of UTF-16 as UTF-8. For one thread; zeroes what it read.</summary>
internal sealed class Utf16Text : IDisposable
{
    private const int HeadLength = 64;

    private readonly byte[] _octets = GC.AllocateUninitializedArray<byte>(256 << 10, pinned: true);
    private bool _isBigEndian;

    /// <summary>Whether a file that begins so is UTF-16: by its mark, or by zeroes in every second octet as ASCII has them.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || Zeroes(head, 0) || Zeroes(head, 1);

    public void Begin(ReadOnlySpan<byte> head) => _isBigEndian = head is [0xFE, 0xFF, ..] || (head is not [0xFF, 0xFE, ..] && Zeroes(head, 0));

    /// <summary>Puts the next of the text into <paramref name="room"/>; how many octets, none at the end.</summary>
    public int Read(SafeFileHandle file, ref long at, Span<byte> room)
    {
        // Two octets of UTF-16 become three of UTF-8 at most.
        var octets = _octets.AsSpan(0, RandomAccess.Read(file, _octets.AsSpan(0, Math.Min(_octets.Length, room.Length / 2 & ~1)), at) & ~1);
        if (_isBigEndian == BitConverter.IsLittleEndian)
        {
            for (var index = 0; index < octets.Length; index += 2)
            {
                octets.Slice(index, sizeof(char)).Reverse();
            }
        }

        at += octets.Length;
        return Encoding.UTF8.GetBytes(MemoryMarshal.Cast<byte, char>(octets), room);
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
