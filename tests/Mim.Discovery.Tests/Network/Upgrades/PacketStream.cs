using System.Buffers.Binary;
using Mim.Testing.Network;

namespace Mim.Discovery.Tests.Network.Upgrades;

/// <summary>The server's side of TLS in packets of PRELOGIN, of any size.</summary>
internal sealed class PacketStream(Stream stream, int packet) : PlainStream
{
    private byte[] _held = [];

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_held.Length == 0)
        {
            var header = new byte[8];
            if (await stream.ReadAtLeastAsync(header, 8, throwOnEndOfStream: false, cancellationToken) < 8)
            {
                return 0;
            }

            Assert.Equal(0x12, header[0]);
            _held = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - 8];
            await stream.ReadExactlyAsync(_held, cancellationToken);
        }

        var count = Math.Min(buffer.Length, _held.Length);
        _held.AsSpan(0, count).CopyTo(buffer.Span);
        _held = _held[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        foreach (var part in buffer.ToArray().Chunk(packet - 8))
        {
            var length = part.Length + 8;
            await stream.WriteAsync(new byte[] { 0x12, 0, (byte)(length >> 8), (byte)length, 0, 0, 0, 0 }, cancellationToken);
            await stream.WriteAsync(part, cancellationToken);
        }
    }
}
