using System.IO.Compression;

namespace Mim.Discovery.Leaks.Archives;

/// <summary>Tells archives by how they begin, and unpacks them.</summary>
internal static class ArchiveReader
{
    private const int TarMark = 257;

    /// <summary>A zip file within another archive can only be read whole.</summary>
    private const int LargestNestedZip = 64 << 20;

    public static ArchiveKind KindOf(ReadOnlySpan<byte> head) => head switch
    {
        [0x1F, 0x8B, 0x08, ..] => ArchiveKind.Gzip,
        [(byte)'P', (byte)'K', 0x03, 0x04, ..] => ArchiveKind.Zip,
        _ when head.Length > TarMark && head[TarMark..].StartsWith("ustar"u8) => ArchiveKind.Tar,
        _ => ArchiveKind.None,
    };

    /// <summary>The files of an archive, one after the other.</summary>
    /// <exception cref="InvalidDataException">While reading: it is damaged, or unpacks to too much.</exception>
    public static IEnumerable<ArchiveEntry> Entries(ArchiveKind kind, Stream archive, ArchiveLimit limit) => kind switch
    {
        ArchiveKind.Gzip => Unzipped(archive, limit),
        ArchiveKind.Zip => ZipEntries.Read(archive.CanSeek ? archive : Whole(archive), limit),
        _ => TarEntries.Read(archive, limit),
    };

    private static IEnumerable<ArchiveEntry> Unzipped(Stream archive, ArchiveLimit limit)
    {
        using var unpacked = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        yield return new ArchiveEntry(string.Empty, new MeteredStream(unpacked, limit));
    }

    private static MemoryStream Whole(Stream archive)
    {
        var whole = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (archive.Read(buffer) is > 0 and var count)
        {
            if (whole.Length + count > LargestNestedZip)
            {
                throw new InvalidDataException("A zip file of more than 64 MiB within an archive is not looked into.");
            }

            whole.Write(buffer.AsSpan(0, count));
        }

        return whole;
    }
}
