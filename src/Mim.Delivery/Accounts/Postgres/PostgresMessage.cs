using System.Buffers.Binary;
using System.Text;

namespace Mim.Delivery.Accounts.Postgres;

/// <summary>One message of PostgreSQL's protocol, version 3: its type, and what is in it.</summary>
internal sealed record PostgresMessage(char Type, byte[] Content)
{
    /// <summary>Nothing that is of use here is longer.</summary>
    private const int Largest = 65_536;

    private const int LengthOctets = 4;

    public static async Task<PostgresMessage> ReadAsync(AccountLine line, CancellationToken cancellationToken)
    {
        var head = await line.ReadAsync(1 + LengthOctets, cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)) - LengthOctets;
        return length is >= 0 and <= Largest
            ? new PostgresMessage((char)head[0], await line.ReadAsync(length, cancellationToken).ConfigureAwait(false))
            : throw new InvalidDataException("it does not speak PostgreSQL's protocol.");
    }

    /// <summary>The octets of a message, for a start-up without its type.</summary>
    public static byte[] Write(char? type, params ReadOnlySpan<byte> content)
    {
        var head = type is null ? 0 : 1;
        var octets = new byte[head + LengthOctets + content.Length];
        if (type is { } letter)
        {
            octets[0] = (byte)letter;
        }

        BinaryPrimitives.WriteInt32BigEndian(octets.AsSpan(head), LengthOctets + content.Length);
        content.CopyTo(octets.AsSpan(head + LengthOctets));
        return octets;
    }

    /// <summary>The code of an authentication message.</summary>
    public int Code() => Content.Length >= LengthOctets
        ? BinaryPrimitives.ReadInt32BigEndian(Content)
        : throw new InvalidDataException("its authentication message is cut short.");

    /// <summary>The first value of a row of results, as text; empty for NULL.</summary>
    public string FirstColumn()
    {
        const int count = sizeof(short);
        var length = Content.Length >= count + LengthOctets ? BinaryPrimitives.ReadInt32BigEndian(Content.AsSpan(count)) : int.MaxValue;
        return length >= -1 && length <= Content.Length - count - LengthOctets
            ? Encoding.UTF8.GetString(Content, count + LengthOctets, Math.Max(length, 0))
            : throw new InvalidDataException("a row of its answer is cut short.");
    }

    /// <summary>A field of an error, by its letter; empty when it is not there.</summary>
    public string Field(char letter)
    {
        for (var rest = Content.AsSpan(); rest.IndexOf((byte)0) is > 0 and var end; rest = rest[(end + 1)..])
        {
            if (rest[0] == letter)
            {
                return Encoding.UTF8.GetString(rest[1..end]);
            }
        }

        return string.Empty;
    }
}
