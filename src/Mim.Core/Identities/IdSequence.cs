using System.Buffers.Binary;

namespace Mim.Core.Identities;

/// <summary>
/// Ids of one time in rising order: UUIDs of version 7 whose random bits are counted on from (RFC 9562 section 6.2, method 2). Rows
/// that are added together then go one behind the other into every index that ends with the id, instead of anywhere among each other.
/// </summary>
internal sealed class IdSequence
{
    private const int Half = sizeof(ulong);

    /// <summary>Begins as zero, so that counting never runs into the bits of the variant above it.</summary>
    private const ulong HighestRandomBit = 1UL << 61;

    private readonly ulong _high;
    private ulong _low;

    public IdSequence(DateTimeOffset now)
    {
        Span<byte> id = stackalloc byte[2 * Half];
        Guid.CreateVersion7(now).TryWriteBytes(id, bigEndian: true, out _);
        _high = BinaryPrimitives.ReadUInt64BigEndian(id);
        _low = BinaryPrimitives.ReadUInt64BigEndian(id[Half..]) & ~HighestRandomBit;
    }

    public Guid Next()
    {
        Span<byte> id = stackalloc byte[2 * Half];
        BinaryPrimitives.WriteUInt64BigEndian(id, _high);
        BinaryPrimitives.WriteUInt64BigEndian(id[Half..], _low++);
        return new Guid(id, bigEndian: true);
    }
}
