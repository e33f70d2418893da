using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>A few shells on one host, each of which works for whoever asks next. Those that nobody asks end soon.</summary>
/// <param name="begin">Begins one.</param>
/// <param name="time">Measures how long nobody asked.</param>
internal sealed class LastingShells(Func<CancellationToken, ValueTask<LastingShell>> begin, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A connection has room for ten programs (sshd_config(5), MaxSessions), and others want some of it.</summary>
    private const int AtOnce = 4;

    /// <summary>As long as between two steps of one piece of work.</summary>
    private static readonly TimeSpan _linger = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _room = new(AtOnce);
    private readonly Stack<LastingShell> _idle = new();
    private ITimer? _closing;
    private bool _isClosed;

    /// <summary>
    /// Has one of them run something. One that went away while nobody asked is not missed: it is asked again of another, so that this
    /// must be of a kind that may be done twice.
    /// </summary>
    /// <exception cref="MachineUnreachableException">There is no shell, or it does not answer.</exception>
    public async ValueTask<ScriptAnswer> RunAsync(
        Func<LastingShell, CancellationToken, ValueTask<ScriptAnswer>> run, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var shell = TakeIdle() ?? await begin(cancellationToken).ConfigureAwait(false);
                try
                {
                    var answer = await run(shell, cancellationToken).ConfigureAwait(false);
                    await KeepAsync(shell).ConfigureAwait(false);
                    return answer;
                }
                catch (MachineUnreachableException trouble) when (shell.HasAnswered && trouble.Status is not (FindingStatus.TimedOut or FindingStatus.Damaged))
                {
                    await shell.DisposeAsync().ConfigureAwait(false);
                }
                catch
                {
                    await shell.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            }
        }
        finally
        {
            _room.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_idle)
        {
            _isClosed = true;
            _closing?.Dispose();
        }

        await CloseAsync().ConfigureAwait(false);
    }

    private LastingShell? TakeIdle()
    {
        lock (_idle)
        {
            return _idle.TryPop(out var shell) ? shell : null;
        }
    }

    private ValueTask KeepAsync(LastingShell shell)
    {
        lock (_idle)
        {
            if (_isClosed)
            {
                return shell.DisposeAsync();
            }

            _idle.Push(shell);
            _closing ??= time.CreateTimer(_ => _ = CloseAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _closing.Change(_linger, Timeout.InfiniteTimeSpan);
            return ValueTask.CompletedTask;
        }
    }

    private async Task CloseAsync()
    {
        while (TakeIdle() is { } shell)
        {
            await shell.DisposeAsync().ConfigureAwait(false);
        }
    }
}
