using Mim.Core.Accounts;

namespace Mim.Composition.Tests.Accounts;

/// <summary>A consumer that logs in with what it reads, again and again.</summary>
internal sealed class ConsumerLoop : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _turns = new(0);
    private readonly Task _loop;
    private volatile bool _isAwaited;

    public ConsumerLoop(Func<Task<LoginAnswer>> logIn) => _loop = Task.Run(() => RunAsync(logIn));

    /// <summary>How often it was not let in.</summary>
    public int Refused { get; private set; }

    /// <summary>Returns when one whole log-in has begun and ended since, after the one under way.</summary>
    public async Task WaitForAnotherAsync()
    {
        _isAwaited = true;
        for (var turns = 0; turns < 2; turns++)
        {
            // What ended the loop is what the test hears about.
            if (await Task.WhenAny(_loop, _turns.WaitAsync()) == _loop)
            {
                await _loop;
            }
        }

        _isAwaited = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _end.Dispose();
        _turns.Dispose();
    }

    private async Task RunAsync(Func<Task<LoginAnswer>> logIn)
    {
        while (!_end.IsCancellationRequested)
        {
            Refused += await logIn() == LoginAnswer.Accepted ? 0 : 1;
            if (_isAwaited)
            {
                _turns.Release();
            }
        }
    }
}
