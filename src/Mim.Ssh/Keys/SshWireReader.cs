using System.Buffers.Binary;

namespace Mim.Ssh.Keys;

/// <summary>Reads the data types of RFC 4251 section 5. Lengths are checked against what is there before anything is made.</summary>
internal ref struct SshWireReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _left = data;

    public readonly bool IsAtEnd => _left.IsEmpty;

    public readonly ReadOnlySpan<byte> Rest => _left;

    public byte Octet() => Take(1)[0];

    public uint Number() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    public ulong LongNumber() => BinaryPrimitives.ReadUInt64BigEndian(Take(sizeof(ulong)));

    public void Skip(int octets) => Take(octets);

    public ReadOnlySpan<byte> Text()
    {
        var length = Number();
        return length <= _left.Length ? Take((int)length) : throw new SshFormatException("a length goes beyond its end.");
    }

    /// <summary>The octets of a positive mpint, without the zero that keeps it positive.</summary>
    public ReadOnlySpan<byte> Positive()
    {
        var number = Text();
        if (number.IsEmpty || number[0] >= 0x80)
        {
            throw new SshFormatException("a number is not positive.");
        }

        return number.TrimStart((byte)0);
    }

    public readonly void End()
    {
        if (!IsAtEnd)
        {
            throw new SshFormatException("there is more than its format allows.");
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _left.Length)
        {
            throw new SshFormatException("it ends too early.");
        }

        var taken = _left[..length];
        _left = _left[length..];
        return taken;
    }
}
