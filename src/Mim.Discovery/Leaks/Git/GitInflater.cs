using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using Mim.Discovery.Leaks.Archives;

namespace Mim.Discovery.Leaks.Git;

/// <summary>Unpacks what git packed, to the length that it says and no further.</summary>
internal static class GitInflater
{
    /// <summary>Text of that length is none that people write.</summary>
    public const int LargestObject = 64 << 20;

    /// <exception cref="InvalidDataException">It is shorter than it says, or larger than what is read.</exception>
    public static byte[] Inflate(SafeFileHandle file, long at, long length)
    {
        if (length is < 0 or > LargestObject)
        {
            throw new InvalidDataException($"An object of git has {length} octets; no more than 64 MiB of one are read.");
        }

        using var stream = Open(file, at);

        // Filled as it comes: a length that is not true costs nothing.
        var content = new byte[Math.Min(length, 64 << 10)];
        for (var filled = 0; filled < length;)
        {
            if (filled == content.Length)
            {
                Array.Resize(ref content, (int)Math.Min(length, 4L * content.Length));
            }

            var count = stream.Read(content.AsSpan(filled));
            filled += count > 0 ? count : throw new InvalidDataException("An object of git is shorter than it says.");
        }

        return content;
    }

    public static ZLibStream Open(SafeFileHandle file, long at) => new(new HandleStream(file, at), CompressionMode.Decompress);

    private sealed class HandleStream(SafeFileHandle file, long at) : ForwardStream
    {
        private long _at = at;

        public override int Read(Span<byte> buffer)
        {
            var count = RandomAccess.Read(file, buffer, _at);
            _at += count;
            return count;
        }
    }
}
