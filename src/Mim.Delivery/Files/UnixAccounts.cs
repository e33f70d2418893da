using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Mim.Delivery.Files;

/// <summary>Numbers of users and groups; a name that is only digits is the number itself, as chown takes it.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe class UnixAccounts
{
    private const int BufferTooSmall = 34;
    private const int LargestBuffer = 1 << 20;

    // struct passwd and struct group both hold two pointers and then the number.
    private static int NumberOffset => 2 * sizeof(nint);

    private delegate int Lookup(string name, byte* entry, byte* buffer, nint length, out nint result);

    /// <summary>Null when there is no such user.</summary>
    public static uint? User(string name) => Find(name, LibC.UserByName);

    /// <summary>Null when there is no such group.</summary>
    public static uint? Group(string name) => Find(name, LibC.GroupByName);

    private static uint? Find(string name, Lookup lookup)
    {
        Span<byte> entry = stackalloc byte[256];
        // A group with many members needs more than the usual buffer.
        for (var length = 1 << 14; length <= LargestBuffer; length <<= 2)
        {
            var buffer = new byte[length];
            fixed (byte* entryPointer = entry)
            fixed (byte* bufferPointer = buffer)
            {
                var error = lookup(name, entryPointer, bufferPointer, length, out var result);
                if (error == BufferTooSmall)
                {
                    continue;
                }

                if (result != 0)
                {
                    return MemoryMarshal.Read<uint>(entry[NumberOffset..]);
                }
            }

            break;
        }

        return uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
