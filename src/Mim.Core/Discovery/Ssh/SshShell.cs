namespace Mim.Core.Discovery.Ssh;

/// <summary>A program on a host, a shell as a rule, that works with streams. Disposing it ends the program and what leads to it.</summary>
/// <param name="input">What the program reads.</param>
/// <param name="output">What it writes.</param>
/// <param name="end">How it ended.</param>
/// <param name="stop">Ends what runs, at once.</param>
public sealed class SshShell(Stream input, Stream output, Func<CancellationToken, ValueTask<SshEnd>> end, Func<ValueTask> stop) : IAsyncDisposable
{
    public Stream Input => input;

    public Stream Output => output;

    /// <summary>How it ended, once there is no more output: waits for the end.</summary>
    public ValueTask<SshEnd> EndAsync(CancellationToken cancellationToken) => end(cancellationToken);

    /// <summary>Why there is no more output, once there is none.</summary>
    public async ValueTask<MachineUnreachableException> TroubleAsync(CancellationToken cancellationToken) =>
        (await EndAsync(cancellationToken).ConfigureAwait(false)).Trouble;

    public ValueTask DisposeAsync() => stop();
}
