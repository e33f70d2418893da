using System.Buffers.Binary;
using Mim.Core.Sealing;

namespace Mim.Ssh.Writing;

/// <summary>The data types of RFC 4251 section 5 for what may be secret.</summary>
internal static class SecretWire
{
    public static void Number(this SecretWriter writer, uint number)
    {
        Span<byte> octets = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(octets, number);
        writer.Write(octets);
    }

    public static void Text(this SecretWriter writer, ReadOnlySpan<byte> text)
    {
        writer.Number((uint)text.Length);
        writer.Write(text);
    }

    /// <summary>A positive mpint: without zeros before it, but for the one that keeps it positive.</summary>
    public static void Positive(this SecretWriter writer, ReadOnlySpan<byte> number)
    {
        number = number.TrimStart((byte)0);
        var isHigh = number is [>= 0x80, ..];
        writer.Number((uint)number.Length + (isHigh ? 1u : 0));
        writer.Write(isHigh ? [0] : []);
        writer.Write(number);
    }
}
