using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Mim.Discovery.Leaks.Git;

/// <summary>The index of a pack, version 2: ids in their order, and where each object begins.</summary>
internal sealed class GitPackIndex : IDisposable
{
    private const int HeadLength = 8;
    private const int FanCount = 256;
    private const int FanLength = FanCount * sizeof(uint);

    /// <summary>Thrice what the largest public repositories have; what is kept of each takes 21 octets.</summary>
    private const int MostObjects = 30_000_000;

    private readonly SafeFileHandle _file;
    private readonly int _idLength;
    private readonly int[] _fan = new int[FanCount];

    /// <exception cref="InvalidDataException">It is damaged, or of another version.</exception>
    public GitPackIndex(string path, int idLength)
    {
        _idLength = idLength;
        _file = GitFile.Open(path);
        try
        {
            var head = Read(0, HeadLength + FanLength);
            Require(head is [0xFF, (byte)'t', (byte)'O', (byte)'c', 0, 0, 0, 2, ..]);
            for (var index = 0; index < FanCount; index++)
            {
                var count = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(HeadLength + (index * sizeof(uint))));
                Require(count <= MostObjects && (index == 0 || count >= _fan[index - 1]));
                _fan[index] = (int)count;
            }

            Require(RandomAccess.GetLength(_file) >= PlaceOf(Count) + ((long)Count * 8));
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public int Count => _fan[^1];

    /// <summary>Index of an id; negative when it is not there.</summary>
    public int Find(ReadOnlySpan<byte> id)
    {
        var (low, high) = (id[0] == 0 ? 0 : _fan[id[0] - 1], _fan[id[0]] - 1);
        Span<byte> other = stackalloc byte[_idLength];
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            Fill(PlaceOf(middle), other);
            switch (other.SequenceCompareTo(id))
            {
                case 0:
                    return middle;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return -1;
    }

    public byte[] IdOf(int index) => Read(PlaceOf(index), _idLength);

    /// <summary>Where each object begins in the pack, in the order of ids.</summary>
    public long[] Offsets()
    {
        var start = PlaceOf(Count) + ((long)Count * sizeof(uint));
        var (small, offsets) = (Read(start, Count * sizeof(uint)), new long[Count]);
        for (var index = 0; index < offsets.Length; index++)
        {
            var offset = BinaryPrimitives.ReadUInt32BigEndian(small.AsSpan(index * sizeof(uint)));

            // Beyond 2 GiB the number is one of a second table.
            offsets[index] = offset < 0x80000000 ? offset : BinaryPrimitives.ReadInt64BigEndian(
                Read(start + ((long)Count * sizeof(uint)) + ((long)(offset & 0x7FFFFFFF) * sizeof(long)), sizeof(long)));
        }

        return offsets;
    }

    public void Dispose() => _file.Dispose();

    private long PlaceOf(int index) => HeadLength + FanLength + ((long)index * _idLength);

    private byte[] Read(long at, int length)
    {
        var octets = new byte[length];
        Fill(at, octets);
        return octets;
    }

    private void Fill(long at, Span<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var count = RandomAccess.Read(_file, octets, at);
            Require(count > 0);
            at += count;
            octets = octets[count..];
        }
    }

    private static void Require(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidDataException("The index of a pack of git is damaged, or of a version before 2.");
        }
    }
}
