using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Network;

/// <summary>Versions and unencrypted packets over one connection (RFC 4253 sections 4.2 and 6).</summary>
internal sealed class SshConnection(Stream stream)
{
    private const string OwnVersion = "SSH-2.0-MimModule\r\n";

    /// <summary>Servers may send lines before their version; so many octets of them are read.</summary>
    private const int LongestGreeting = 8 * 1024;

    private const int LongestQuotation = 80;
    private const int LongestPacket = 64 * 1024;
    private const int BlockLength = 8;
    private const int SmallestPadding = 4;

    /// <summary>Messages that mean nothing here are passed over, but not without end.</summary>
    private const int MostIgnored = 64;

    private const byte Disconnect = 1;
    private const byte Ignore = 2;
    private const byte Unimplemented = 3;
    private const byte Debug = 4;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _from;
    private int _to;
    private int _ignored;

    /// <summary>The first line that the server said, whatever it is, as far as it can be shown to people; empty while it said nothing.</summary>
    public string Heard { get; private set; } = string.Empty;

    /// <summary>Sends our version and reads the server's; null when it does not speak SSH.</summary>
    public async ValueTask<string?> GreetAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(OwnVersion), cancellationToken).ConfigureAwait(false);
        var line = new List<byte>();
        try
        {
            for (var read = 0; read < LongestGreeting; read++)
            {
                var octet = await OctetAsync(cancellationToken).ConfigureAwait(false);
                if (octet != '\n')
                {
                    line.Add(octet);
                    continue;
                }

                var text = Hear(line);
                if (text.StartsWith("SSH-", StringComparison.Ordinal))
                {
                    return text.StartsWith("SSH-2.0-", StringComparison.Ordinal) || text.StartsWith("SSH-1.99-", StringComparison.Ordinal) ? text : null;
                }

                line.Clear();
            }

            return null;
        }
        finally
        {
            Hear(line);
        }
    }

    public async ValueTask SendAsync(byte[] payload, CancellationToken cancellationToken)
    {
        var padding = BlockLength - ((sizeof(uint) + 1 + payload.Length) % BlockLength);
        padding += padding < SmallestPadding ? BlockLength : 0;
        var packet = new WireBuilder().Number((uint)(1 + payload.Length + padding)).Octet((byte)padding)
            .Raw(payload).Raw(RandomNumberGenerator.GetBytes(padding)).Bytes;
        await stream.WriteAsync(packet, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The payload of the next packet that means something, not empty.</summary>
    /// <exception cref="SshFormatException">It is no packet, or says that the server ends it.</exception>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    public async ValueTask<byte[]> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var payload = await PayloadAsync(cancellationToken).ConfigureAwait(false);
            switch (payload[0])
            {
                case Disconnect:
                    throw new SshFormatException($"the server ends it: {Reason(payload)}");
                case Ignore or Unimplemented or Debug when ++_ignored > MostIgnored:
                    throw new SshFormatException("the server sends messages without meaning and without end.");
                case Ignore or Unimplemented or Debug:
                    break;
                default:
                    return payload;
            }
        }
    }

    private string Hear(List<byte> line)
    {
        var text = PlainText.Of([.. line]).TrimEnd('\uFFFD');
        Heard = Heard.Length > 0 ? Heard : text[..Math.Min(text.Length, LongestQuotation)];
        return text;
    }

    private async ValueTask<byte[]> PayloadAsync(CancellationToken cancellationToken)
    {
        var head = new byte[sizeof(uint) + 1];
        await FillAsync(head, cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadUInt32BigEndian(head);
        var payload = (int)length - 1 - head[^1];
        if (length > LongestPacket || payload < 1)
        {
            throw new SshFormatException("what it sends is no packet of SSH.");
        }

        var body = new byte[length - 1];
        await FillAsync(body, cancellationToken).ConfigureAwait(false);
        return body[..payload];
    }

    private static string Reason(byte[] payload)
    {
        var reader = new SshWireReader(payload.AsSpan(1));
        reader.Number();
        return PlainText.Of(reader.Text());
    }

    private async ValueTask FillAsync(byte[] target, CancellationToken cancellationToken)
    {
        for (var filled = 0; filled < target.Length;)
        {
            await NeedAsync(cancellationToken).ConfigureAwait(false);
            var count = Math.Min(_to - _from, target.Length - filled);
            _buffer.AsSpan(_from, count).CopyTo(target.AsSpan(filled));
            _from += count;
            filled += count;
        }
    }

    private async ValueTask<byte> OctetAsync(CancellationToken cancellationToken)
    {
        await NeedAsync(cancellationToken).ConfigureAwait(false);
        return _buffer[_from++];
    }

    private async ValueTask NeedAsync(CancellationToken cancellationToken)
    {
        if (_from == _to)
        {
            (_from, _to) = (0, await stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
            if (_to == 0)
            {
                throw new EndOfStreamException();
            }
        }
    }
}
