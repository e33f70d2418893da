using System.Buffers.Binary;
using System.Text;

namespace Mim.Pki.Containers;

/// <summary>Reads what Java's DataOutputStream wrote. No length makes it go beyond the content.</summary>
internal sealed class BigEndianReader(ReadOnlyMemory<byte> content)
{
    private int _at;

    public bool HasData => _at < content.Length;

    public byte ReadByte() => Take(1).Span[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2).Span);

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4).Span);

    public long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(Take(8).Span);

    /// <summary>Text with a length of two octets; Java's own form of UTF-8 differs only outside the first plane.</summary>
    public string ReadText() => Encoding.UTF8.GetString(Take(ReadUInt16()).Span);

    /// <summary>Octets with a length of four.</summary>
    public ReadOnlyMemory<byte> ReadOctets() => Take(ReadUInt32());

    /// <exception cref="EndOfStreamException">There is not so much.</exception>
    public ReadOnlyMemory<byte> Take(long count)
    {
        if (count > content.Length - _at)
        {
            throw new EndOfStreamException();
        }

        var part = content.Slice(_at, (int)count);
        _at += (int)count;
        return part;
    }
}
