using System.Buffers.Binary;

namespace Mim.Discovery.Network.Tls;

/// <summary>Takes apart what a server says, in the presentation language of RFC 8446 section 3; never past its end.</summary>
internal ref struct TlsReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    public readonly bool IsEmpty => _rest.IsEmpty;

    public byte Octet() => Octets(1)[0];

    public ushort Number16() => BinaryPrimitives.ReadUInt16BigEndian(Octets(2));

    public int Number24()
    {
        var octets = Octets(3);
        return (octets[0] << 16) | (octets[1] << 8) | octets[2];
    }

    public ReadOnlySpan<byte> Octets(int count)
    {
        if (count > _rest.Length)
        {
            throw EndpointException.Handshake("what it sent is shorter than it says");
        }

        var octets = _rest[..count];
        _rest = _rest[count..];
        return octets;
    }

    public ReadOnlySpan<byte> Vector8() => Octets(Octet());

    public ReadOnlySpan<byte> Vector16() => Octets(Number16());

    public ReadOnlySpan<byte> Vector24() => Octets(Number24());
}
