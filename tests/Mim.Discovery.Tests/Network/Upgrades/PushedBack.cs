using Mim.Testing.Network;

namespace Mim.Discovery.Tests.Network.Upgrades;

/// <summary>A stream of which one octet was read to see what comes.</summary>
internal sealed class PushedBack(byte first, Stream stream) : PlainStream
{
    private bool _isRead;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isRead || buffer.IsEmpty)
        {
            return stream.ReadAsync(buffer, cancellationToken);
        }

        _isRead = true;
        buffer.Span[0] = first;
        return ValueTask.FromResult(1);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        stream.WriteAsync(buffer, cancellationToken);
}
