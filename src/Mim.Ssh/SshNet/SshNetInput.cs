using Renci.SshNet.Common;

namespace Mim.Ssh.SshNet;

/// <summary>What a program reads. One that ended is an <see cref="IOException"/> for whoever still writes, as it is with processes.</summary>
internal sealed class SshNetInput(Stream channel) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Guard(() => channel.Write(buffer, offset, count));

    // It waits for the host on a thread.
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await Task.Run(() => Guard(() => channel.Write(buffer.Span)), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => Guard(channel.Flush);

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.Run(Flush, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                channel.Dispose();
            }
            catch (Exception trouble) when (IsOver(trouble))
            {
                // There is nobody to tell that nothing more comes.
            }
        }

        base.Dispose(disposing);
    }

    private static void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception trouble) when (IsOver(trouble))
        {
            throw new IOException("The program ended.", trouble);
        }
    }

    private static bool IsOver(Exception trouble) => trouble is SshException or ObjectDisposedException or InvalidOperationException;
}
