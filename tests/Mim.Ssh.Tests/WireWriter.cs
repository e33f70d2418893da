using System.Buffers.Binary;
using System.Text;

namespace Mim.Ssh.Tests;

/// <summary>Writes the data types of RFC 4251 for tests, apart from the product's reader.</summary>
internal sealed class WireWriter
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public WireWriter Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    public WireWriter Text(byte[] text)
    {
        Number((uint)text.Length);
        _bytes.AddRange(text);
        return this;
    }

    public WireWriter Number(uint number)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, number);
        _bytes.AddRange(octets);
        return this;
    }

    public WireWriter Long(ulong number) => Number((uint)(number >> 32)).Number((uint)number);

    public WireWriter Raw(params byte[] octets)
    {
        _bytes.AddRange(octets);
        return this;
    }
}
