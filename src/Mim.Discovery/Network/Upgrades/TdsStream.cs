using System.Buffers.Binary;

namespace Mim.Discovery.Network.Upgrades;

/// <summary>
/// TLS within packets of PRELOGIN ([MS-TDS] section 2.2.3.1), as long as the handshake lasts; nobody here reads on after that. For one
/// reader and one writer at a time.
/// </summary>
internal sealed class TdsStream(Stream stream) : Stream
{
    public const byte PreLogin = 0x12;
    public const int Header = 8;

    /// <summary>The size that servers take before they have agreed on another.</summary>
    private const int LongestPacket = 4096;
    private const byte EndOfMessage = 1;
    private readonly byte[] _header = new byte[Header];
    private int _left;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A packet may be empty.
        while (_left == 0)
        {
            if (await stream.ReadAtLeastAsync(_header, Header, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < Header)
            {
                return 0;
            }

            _left = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)) - Header;
            if (_left < 0)
            {
                throw EndpointException.Handshake("it sent what is no packet of SQL Server");
            }
        }

        var count = await stream.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], cancellationToken).ConfigureAwait(false);
        _left -= count;
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var packet = Packet(ref buffer);
            await stream.WriteAsync(packet, cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count)
    {
        for (var rest = new ReadOnlyMemory<byte>(buffer, offset, count); !rest.IsEmpty;)
        {
            stream.Write(Packet(ref rest));
        }
    }

    public override void Flush() => stream.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static byte[] Packet(ref ReadOnlyMemory<byte> rest)
    {
        var content = rest[..Math.Min(rest.Length, LongestPacket - Header)];
        rest = rest[content.Length..];
        var length = Header + content.Length;
        return [PreLogin, rest.IsEmpty ? EndOfMessage : (byte)0, (byte)(length >> 8), (byte)length, 0, 0, 0, 0, .. content.Span];
    }
}
