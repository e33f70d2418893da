using System.Buffers.Binary;
using System.Text;

namespace Mim.Delivery.Accounts.MariaDb;

/// <summary>What a server says first: what it can do, and the octets that a password is to be mixed with.</summary>
/// <param name="CanTls">Whether it takes TLS.</param>
/// <param name="Nonce">20 octets.</param>
internal sealed record MariaGreeting(bool CanTls, byte[] Nonce)
{
    public const int NonceOctets = 20;
    private const byte Version = 10;
    private const int Tls = 0x800;
    private const int FirstPart = 8;

    /// <exception cref="InvalidDataException">It is none of version 10.</exception>
    public static MariaGreeting Read(ReadOnlySpan<byte> content)
    {
        // Version, text, zero, connection, first part, filler, lower half of the capabilities, character set, status, upper half, length.
        const int fixedOctets = 4 + FirstPart + 1 + 2 + 1 + 2 + 2 + 1 + 10;
        var text = content.IndexOf((byte)0);
        if (content is not [Version, ..] || text < 0 || content.Length < text + 1 + fixedOctets + NonceOctets - FirstPart)
        {
            throw MariaPacket.Strange();
        }

        var rest = content[(text + 1)..];
        var capabilities = BinaryPrimitives.ReadUInt16LittleEndian(rest[(4 + FirstPart + 1)..]);
        return new MariaGreeting(
            (capabilities & Tls) != 0, [.. rest.Slice(4, FirstPart), .. rest.Slice(fixedOctets, NonceOctets - FirstPart)]);
    }

    /// <summary>What the client says to that, up to its name.</summary>
    /// <param name="useTls">Whether TLS follows, or was there before.</param>
    public static byte[] Answer(bool useTls)
    {
        const int longPassword = 1;
        const int protocol41 = 0x200;
        const int secureConnection = 0x8000;
        const int pluginAuthentication = 0x80000;
        const int utf8 = 45;
        const int unused = 23;
        var answer = new byte[4 + 4 + 1 + unused];
        BinaryPrimitives.WriteInt32LittleEndian(answer, longPassword | protocol41 | secureConnection | pluginAuthentication | (useTls ? Tls : 0));
        BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(4), 1 << 20);
        answer[8] = utf8;
        return answer;
    }

    /// <summary>The wish for another way: its name, and new octets to mix with.</summary>
    public static (string Way, byte[] Nonce) Switch(ReadOnlySpan<byte> content)
    {
        var end = content.IndexOf((byte)0);
        return end > 0 && content.Length > end + NonceOctets
            ? (Encoding.ASCII.GetString(content[1..end]), content.Slice(end + 1, NonceOctets).ToArray())
            : (Encoding.ASCII.GetString(content[1..(end > 0 ? end : content.Length)]), []);
    }
}
