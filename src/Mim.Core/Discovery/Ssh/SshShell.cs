namespace Mim.Core.Discovery.Ssh;

/// <summary>A POSIX shell that reads commands from a stream. Disposing it ends the shell and the connection.</summary>
/// <param name="input">What the shell reads.</param>
/// <param name="output">What it writes.</param>
/// <param name="trouble">Why there is no more output, once there is none.</param>
/// <param name="end">Ends what runs, at once.</param>
public sealed class SshShell(
    Stream input, Stream output, Func<CancellationToken, ValueTask<MachineUnreachableException>> trouble, Func<ValueTask> end) : IAsyncDisposable
{
    public Stream Input => input;

    public Stream Output => output;

    public ValueTask<MachineUnreachableException> TroubleAsync(CancellationToken cancellationToken) => trouble(cancellationToken);

    public ValueTask DisposeAsync() => end();
}
