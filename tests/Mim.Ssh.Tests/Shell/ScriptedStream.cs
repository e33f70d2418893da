namespace Mim.Ssh.Tests.Shell;

/// <summary>A stream that does what a test says.</summary>
internal sealed class ScriptedStream : Stream
{
    public Func<ReadOnlyMemory<byte>, ValueTask> OnWrite { get; init; } = _ => ValueTask.CompletedTask;

    public Func<Memory<byte>, ValueTask<int>> OnRead { get; init; } = _ => ValueTask.FromResult(0);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => OnWrite(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => OnRead(buffer);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
