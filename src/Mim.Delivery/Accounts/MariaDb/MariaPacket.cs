using System.Buffers.Binary;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.MariaDb;

/// <summary>Packets of the protocol that MariaDB and MySQL share: a length of three octets, a number that counts up, and the content.</summary>
internal sealed class MariaPacket
{
    /// <summary>Nothing that is of use here is longer.</summary>
    private const int Largest = 65_536;

    private const int HeadOctets = 4;
    private const byte ErrorMark = 0xFF;

    private MariaPacket(byte number, byte[] content) => (Number, Content) = (number, content);

    public byte Number { get; }

    public byte[] Content { get; }

    public bool IsOk => Content is [0x00, ..];

    public bool IsError => Content is [ErrorMark, _, _, ..];

    /// <summary>The end of rows or columns, or the wish for another way to log in.</summary>
    public bool IsEnd => Content is [0xFE, ..];

    public bool IsLastRow => IsEnd && Content.Length < 9;

    /// <summary>The number of an error.</summary>
    public int Code => IsError ? BinaryPrimitives.ReadUInt16LittleEndian(Content.AsSpan(1)) : 0;

    /// <summary>The text of an error, without its SQLSTATE.</summary>
    public string Reason()
    {
        var text = Content.AsSpan(3);
        const int stateOctets = 6;
        return Encoding.UTF8.GetString(text is [(byte)'#', ..] && text.Length >= stateOctets ? text[stateOctets..] : text);
    }

    public static async Task<MariaPacket> ReadAsync(AccountLine line, CancellationToken cancellationToken)
    {
        var head = await line.ReadAsync(HeadOctets, cancellationToken).ConfigureAwait(false);
        var length = head[0] | (head[1] << 8) | (head[2] << 16);
        return length is > 0 and <= Largest
            ? new MariaPacket(head[3], await line.ReadAsync(length, cancellationToken).ConfigureAwait(false))
            : throw Strange();
    }

    public static async Task WriteAsync(AccountLine line, int number, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var octets = new KeyMaterial(HeadOctets + content.Length);
        (octets.Span[0], octets.Span[1], octets.Span[2], octets.Span[3]) =
            ((byte)content.Length, (byte)(content.Length >> 8), (byte)(content.Length >> 16), (byte)number);
        content.Span.CopyTo(octets.Span[HeadOctets..]);
        await line.WriteAsync(octets, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first column of a row, as text.</summary>
    public string FirstColumn()
    {
        const int shortLength = 251;
        return Content is [< shortLength and var length, ..] && length < Content.Length ? Encoding.UTF8.GetString(Content, 1, length) : throw Strange();
    }

    public static InvalidDataException Strange() => new("it does not speak the protocol of MariaDB.");
}
