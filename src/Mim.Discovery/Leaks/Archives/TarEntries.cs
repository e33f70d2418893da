using System.Buffers.Binary;
using System.Text;

namespace Mim.Discovery.Leaks.Archives;

/// <summary>Files in a tar archive: ustar, with the long names of GNU and pax. Nothing is kept but the name of one.</summary>
internal static class TarEntries
{
    private const int BlockLength = 512;
    private const int LongestName = 64 << 10;

    public static IEnumerable<ArchiveEntry> Read(Stream archive, ArchiveLimit limit)
    {
        var header = new byte[BlockLength];
        string? longName = null;
        while (archive.ReadAtLeast(header, BlockLength, throwOnEndOfStream: false) == BlockLength && header[0] != 0)
        {
            limit.TakeEntry();
            var length = LengthOf(header);
            var content = new PartStream(archive, length);
            switch ((char)header[156])
            {
                case '0' or '\0' or '7':
                    yield return new ArchiveEntry(longName ?? Name(header), content);
                    longName = null;
                    break;
                case 'L':
                    longName = Text(Known(content));
                    break;
                case 'x':
                    longName = PaxPath(Known(content)) ?? longName;
                    break;
                default:
                    longName = null;
                    break;
            }

            // Whatever was not read of it, and up to the next block.
            Skip(archive, content.Left + (-length & (BlockLength - 1)));
        }
    }

    private static byte[] Known(PartStream content)
    {
        var octets = new byte[Math.Min(content.Left, LongestName)];
        content.ReadExactly(octets);
        return octets;
    }

    // Octal digits; what they cannot say is binary after a bit that no digit has.
    private static long LengthOf(ReadOnlySpan<byte> header)
    {
        var field = header.Slice(124, 12);
        var length = 0L;
        if ((field[0] & 0x80) != 0)
        {
            length = BinaryPrimitives.ReadInt64BigEndian(field[4..]);
        }
        else
        {
            foreach (var digit in field.Trim(" \0"u8))
            {
                length = digit is >= (byte)'0' and <= (byte)'7' ? (length << 3) + digit - '0' : throw Damaged();
            }
        }

        return length is >= 0 and < long.MaxValue - BlockLength ? length : throw Damaged();
    }

    private static string Name(ReadOnlySpan<byte> header)
    {
        var (name, prefix) = (Text(header[..100]), header[257..].StartsWith("ustar\0"u8) ? Text(header.Slice(345, 155)) : string.Empty);
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field.IndexOf((byte)0) is >= 0 and var end ? field[..end] : field);

    // "length key=value\n", one after the other.
    private static string? PaxPath(ReadOnlySpan<byte> records)
    {
        foreach (var line in records.Split((byte)'\n'))
        {
            var record = records[line];
            if (record.IndexOf(" path="u8) is > 0 and var at && !record[..at].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return Text(record[(at + 6)..]);
            }
        }

        return null;
    }

    private static void Skip(Stream archive, long count)
    {
        Span<byte> dropped = stackalloc byte[8 << 10];
        while (count > 0)
        {
            var read = archive.Read(dropped[..(int)Math.Min(count, dropped.Length)]);
            count = read == 0 ? throw Damaged() : count - read;
        }
    }

    private static InvalidDataException Damaged() => new("The tar archive is damaged: the rest of it was not looked at.");
}
