using Mim.Testing.Network;

namespace Mim.Ssh.Tests.Shell;

/// <summary>A stream that does what a test says.</summary>
internal sealed class ScriptedStream : PlainStream
{
    public Func<ReadOnlyMemory<byte>, ValueTask> OnWrite { get; init; } = _ => ValueTask.CompletedTask;

    public Func<Memory<byte>, ValueTask<int>> OnRead { get; init; } = _ => ValueTask.FromResult(0);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => OnWrite(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => OnRead(buffer);
}
