using System.Buffers.Binary;

namespace Mim.Ssh.Keys;

/// <summary>Writes the data types of RFC 4251 section 5. Public values only: nothing is zeroed.</summary>
internal sealed class WireBuilder
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public WireBuilder Octet(byte octet)
    {
        _bytes.Add(octet);
        return this;
    }

    public WireBuilder Number(uint number)
    {
        Span<byte> octets = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(octets, number);
        return Raw(octets);
    }

    public WireBuilder LongNumber(ulong number)
    {
        Span<byte> octets = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(octets, number);
        return Raw(octets);
    }

    public WireBuilder Text(ReadOnlySpan<byte> text) => Number((uint)text.Length).Raw(text);

    /// <summary>A positive mpint: without zeros before it, but for the one that keeps it positive.</summary>
    public WireBuilder Positive(ReadOnlySpan<byte> number)
    {
        number = number.TrimStart((byte)0);
        return number is [>= 0x80, ..] ? Number((uint)number.Length + 1).Octet(0).Raw(number) : Text(number);
    }

    public WireBuilder Raw(ReadOnlySpan<byte> octets)
    {
        _bytes.AddRange(octets);
        return this;
    }
}
