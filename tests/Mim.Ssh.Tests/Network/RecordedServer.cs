using Mim.Testing.Network;

namespace Mim.Ssh.Tests.Network;

/// <summary>A server that says what it always says, whatever it hears, and then hangs up.</summary>
internal sealed class RecordedServer(byte[] said) : PlainStream
{
    private readonly MemoryStream _said = new(said);

    public override int Read(byte[] buffer, int offset, int count) => _said.Read(buffer, offset, count);

    // On the thread that asks, so that what it costs can be measured there.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_said.Read(buffer.Span));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count)
    {
    }

    protected override void Dispose(bool disposing)
    {
        _said.Dispose();
        base.Dispose(disposing);
    }
}
