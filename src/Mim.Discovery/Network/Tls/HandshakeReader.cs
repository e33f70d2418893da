using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Mim.Discovery.Network.Tls;

/// <summary>Joins the records of a server to messages (RFC 8446 section 5.1), in bounded memory.</summary>
internal sealed class HandshakeReader(ProbeConnection connection) : IDisposable
{
    private const int FirstBuffer = 8192;
    private const int LongestMessage = 256 << 10;
    private const int LongestFragment = (1 << 14) + 2048;
    private const int RecordHeader = 5;
    private const byte MajorVersion = 3;
    private const byte ChangeCipherSpec = 20;
    private const byte AlertRecord = 21;
    private const byte HandshakeRecord = 22;
    private const byte ApplicationData = 23;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _start;
    private int _end;
    private bool _speaksTls;

    /// <summary>What opens the records that come from now on; null while they come in clear.</summary>
    public RecordProtection? Protection { get; set; }

    public async ValueTask<HandshakeMessage> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Next() is { } message)
            {
                return message;
            }

            await AddRecordAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        Protection?.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private HandshakeMessage? Next()
    {
        var held = _buffer.AsMemory(_start, _end - _start);
        if (held.Length < HandshakeMessage.Header)
        {
            return null;
        }

        var length = HandshakeMessage.Header + (int)(BinaryPrimitives.ReadUInt32BigEndian(held.Span) & 0xFFFFFF);
        if (length > LongestMessage)
        {
            throw EndpointException.Handshake($"it announced a message of {length} octets");
        }

        if (held.Length < length)
        {
            return null;
        }

        _start += length;
        return new HandshakeMessage(held[..length]);
    }

    private async ValueTask AddRecordAsync(CancellationToken cancellationToken)
    {
        var header = await connection.ReadAsync(RecordHeader, cancellationToken).ConfigureAwait(false);
        var (type, length) = ReadHeader(header.Span);
        Take(type, await connection.ReadAsync(length, cancellationToken).ConfigureAwait(false));
    }

    private (byte Type, int Length) ReadHeader(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
        if (header[0] is < ChangeCipherSpec or > ApplicationData || header[1] != MajorVersion || length > LongestFragment)
        {
            throw _speaksTls
                ? EndpointException.Handshake("it sent what is no record")
                : EndpointException.NotTls($"it answered '{Printable(header)}'");
        }

        _speaksTls = true;
        return (header[0], length);
    }

    private void Take(byte type, Memory<byte> fragment)
    {
        var content = fragment.Span;
        if (type == ApplicationData)
        {
            content = (Protection ?? throw EndpointException.Handshake("it sent data within the handshake")).Open(content, out type);
        }
        else if (type == HandshakeRecord && Protection is not null)
        {
            throw EndpointException.Handshake("it sent in clear what is to be encrypted");
        }

        switch (type)
        {
            case AlertRecord:
                if (Alert.Read(content) is { } refusal)
                {
                    throw refusal;
                }

                break;
            case HandshakeRecord:
                Append(content);
                break;
            case ChangeCipherSpec:
                // RFC 8446 section 5: means nothing, and may come at any time.
                break;
            default:
                throw EndpointException.Handshake("it sent data within the handshake");
        }
    }

    private void Append(ReadOnlySpan<byte> content)
    {
        var held = _end - _start;
        if (_buffer.Length - _end < content.Length)
        {
            // Never more than one message and one record: Next refuses what announces to be longer.
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length, 2 * (held + content.Length)));
            _buffer.AsSpan(_start, held).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _start, _end) = (larger, 0, held);
        }

        content.CopyTo(_buffer.AsSpan(_end));
        _end += content.Length;
    }

    private static string Printable(ReadOnlySpan<byte> octets)
    {
        foreach (var octet in octets)
        {
            if (octet is < 0x20 or > 0x7E)
            {
                return Convert.ToHexString(octets);
            }
        }

        return Encoding.ASCII.GetString(octets);
    }
}
