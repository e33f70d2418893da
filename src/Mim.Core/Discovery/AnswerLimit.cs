using System.Diagnostics;

namespace Mim.Core.Discovery;

/// <summary>
/// The time that one answer may take. While this machine is out of sockets or processes it does not run, and begins anew after
/// that: a scan that opens more than the system allows is slow, not wrong.
/// </summary>
public sealed class AnswerLimit : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>When nothing comes free for so long, it is not our own work that holds it.</summary>
    private static readonly TimeSpan _longestShortage = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _caller;

    /// <param name="timeout">Runs at once.</param>
    /// <param name="caller">Set when the answer is no longer wanted.</param>
    public AnswerLimit(TimeSpan timeout, CancellationToken caller)
    {
        (_timeout, _caller) = (timeout, caller);
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _source.CancelAfter(timeout);
    }

    /// <summary>Set when the time is over, or the answer no longer wanted.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether it is the time that is over, and not that nobody wants the answer.</summary>
    public bool IsOver => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Opens a socket or a process, as soon as the system has one to give.</summary>
    /// <param name="open">Opens it.</param>
    /// <param name="isShortage">Whether what <paramref name="open"/> throws means that there is none for a while.</param>
    /// <exception cref="OperationCanceledException">The caller wants no answer any more.</exception>
    public async ValueTask<T> OpenAsync<T>(Func<T> open, Func<Exception, bool> isShortage)
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            Token.ThrowIfCancellationRequested();
            try
            {
                return open();
            }
            catch (Exception exception) when (isShortage(exception) && Stopwatch.GetElapsedTime(began) < _longestShortage)
            {
                _source.CancelAfter(Timeout.InfiniteTimeSpan);
                await Task.Delay(_pause, _caller).ConfigureAwait(false);
                _source.CancelAfter(_timeout);
            }
        }
    }

    public void Dispose() => _source.Dispose();
}
