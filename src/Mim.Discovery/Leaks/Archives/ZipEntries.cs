using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Mim.Discovery.Leaks.Archives;

/// <summary>
/// Files in a zip archive, in the order of its directory, which is read record by record: however many files it claims, none of them is kept.
/// </summary>
internal static class ZipEntries
{
    private const int EndLength = 22;
    private const int LongestEnd = EndLength + ushort.MaxValue;
    private const int RecordLength = 46;
    private const int LocalLength = 30;
    private const ushort Stored = 0;
    private const ushort Deflated = 8;

    public static IEnumerable<ArchiveEntry> Read(Stream archive, ArchiveLimit limit)
    {
        var record = new byte[RecordLength];
        for (var at = Directory(archive); TryRead(archive, at, record) && record.AsSpan().StartsWith("PK\x01\x02"u8);)
        {
            limit.TakeEntry();
            var names = new byte[Word(record, 28) + Word(record, 30)];
            Require(TryRead(archive, at + RecordLength, names));
            var name = Encoding.UTF8.GetString(names.AsSpan(0, Word(record, 28)));
            at += RecordLength + names.Length + Word(record, 32);
            if ((Word(record, 8) & 1) != 0)
            {
                yield return new ArchiveEntry(name, Content: null);
            }
            else if (name is not [.., '/'] && Word(record, 10) is Stored or Deflated)
            {
                var (length, start) = Place(record, names.AsSpan(Word(record, 28)));
                using var content = Open(archive, start, length, Word(record, 10));
                yield return new ArchiveEntry(name, new MeteredStream(content, limit));
            }
        }
    }

    private static Stream Open(Stream archive, long start, long length, int method)
    {
        var local = new byte[LocalLength];
        Require(TryRead(archive, start, local) && local.AsSpan().StartsWith("PK\x03\x04"u8));
        archive.Position = start + LocalLength + Word(local, 26) + Word(local, 28);
        var packed = new PartStream(archive, length);
        return method == Deflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed;
    }

    // The end of the archive tells where its directory begins; a comment may follow it.
    private static long Directory(Stream archive)
    {
        var tail = new byte[Math.Min(archive.Length, LongestEnd)];
        Require(TryRead(archive, archive.Length - tail.Length, tail));
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        Require(end >= 0 && tail.Length - end >= EndLength);
        var start = Number(tail, end + 16);
        if (start < uint.MaxValue || end < 20 || !tail.AsSpan(end - 20).StartsWith("PK\x06\x07"u8))
        {
            return start;
        }

        var large = new byte[56];
        Require(TryRead(archive, Long(tail, end - 12), large) && large.AsSpan().StartsWith("PK\x06\x06"u8));
        return Long(large, 48);
    }

    /// <summary>How long what is packed is, and where its own header lies; larger numbers are in a field of type 1.</summary>
    private static (long Length, long Start) Place(byte[] record, ReadOnlySpan<byte> extra)
    {
        var (length, start) = (Number(record, 20), Number(record, 42));
        for (; extra.Length >= 4; extra = extra[Math.Min(extra.Length, 4 + BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]))..])
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) != 1)
            {
                continue;
            }

            var field = extra[4..];
            field = Number(record, 24) == uint.MaxValue ? Rest(field, out _) : field;
            field = length == uint.MaxValue ? Rest(field, out length) : field;
            _ = start == uint.MaxValue ? Rest(field, out start) : field;
            break;
        }

        return (length, start);
    }

    private static ReadOnlySpan<byte> Rest(ReadOnlySpan<byte> field, out long number)
    {
        Require(field.Length >= sizeof(long));
        number = BinaryPrimitives.ReadInt64LittleEndian(field);
        return field[sizeof(long)..];
    }

    private static bool TryRead(Stream archive, long at, byte[] octets)
    {
        if (at < 0 || at > archive.Length - octets.Length)
        {
            return false;
        }

        archive.Position = at;
        archive.ReadExactly(octets);
        return true;
    }

    private static int Word(byte[] octets, int at) => BinaryPrimitives.ReadUInt16LittleEndian(octets.AsSpan(at));

    private static long Number(byte[] octets, int at) => BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(at));

    private static long Long(byte[] octets, int at) => BinaryPrimitives.ReadInt64LittleEndian(octets.AsSpan(at));

    private static void Require(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidDataException("The zip archive is damaged: the rest of it was not looked at.");
        }
    }
}
