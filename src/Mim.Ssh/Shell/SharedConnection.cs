using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>One connection to a host, held by a client in the background.</summary>
/// <param name="destination">The host.</param>
/// <param name="socket">Full path where others find it.</param>
/// <param name="idleSeconds">It closes itself when nobody used it for so long.</param>
internal sealed class SharedConnection(SshDestination destination, string socket, string idleSeconds) : IAsyncDisposable
{
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1);

    public string Socket => socket;

    /// <summary>Connects unless it is connected; why not when that fails, null when it is.</summary>
    public async ValueTask<SshEnd?> ConnectAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(socket))
        {
            return null;
        }

        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return File.Exists(socket) ? null : await BeginAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Closes it. One that does not answer closes itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(socket))
        {
            using var patience = new CancellationTokenSource(_farewell);
            string[] leave = ["-O", "exit", "-o", $"ControlPath={OpenSshArguments.Literal(socket)}", "--", destination.Host];
            var shell = await OpenSshProcess.StartAsync(leave, _farewell, CancellationToken.None).ConfigureAwait(false);
            await using var closing = shell.ConfigureAwait(false);
            await ((Task)shell.EndAsync(patience.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _one.Dispose();
    }

    // The client that was started ends when the connection stands and another one holds it.
    private async ValueTask<SshEnd?> BeginAsync(CancellationToken cancellationToken)
    {
        var shell = await OpenSshProcess.StartAsync(
            new OpenSshArguments(destination, socket).ForSharing(idleSeconds), destination.Timeout, cancellationToken).ConfigureAwait(false);
        await using var closing = shell.ConfigureAwait(false);
        var end = await shell.EndAsync(cancellationToken).ConfigureAwait(false);
        return end.ExitCode == 0 ? null : end;
    }
}
