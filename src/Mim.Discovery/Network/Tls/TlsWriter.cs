using System.Buffers.Binary;

namespace Mim.Discovery.Network.Tls;

/// <summary>Puts together what the client says. Lengths are known after what they are of, and filled in then.</summary>
internal ref struct TlsWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _buffer[..Length];

    public void Octet(byte value) => _buffer[Length++] = value;

    public void Number16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[Length..], (ushort)value);
        Length += 2;
    }

    public void Octets(scoped ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_buffer[Length..]);
        Length += octets.Length;
    }

    public void Numbers16(scoped ReadOnlySpan<ushort> values)
    {
        foreach (var value in values)
        {
            Number16(value);
        }
    }

    public void Zeros(int count)
    {
        _buffer.Slice(Length, count).Clear();
        Length += count;
    }

    /// <summary>Begins a vector whose length takes two octets; gives what <see cref="End"/> wants to know.</summary>
    public int Begin()
    {
        Length += 2;
        return Length;
    }

    public readonly void End(int begin) => BinaryPrimitives.WriteUInt16BigEndian(_buffer[(begin - 2)..], (ushort)(Length - begin));
}
