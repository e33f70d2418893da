namespace Mim.Core.Rotation;

/// <summary>
/// The places of those who work at once. Whoever only waits for the others lends its own meanwhile, so that what it waits for – one reload
/// of a service for many – can serve more of them. Thread-safe.
/// </summary>
/// <param name="limit">How many work at once.</param>
internal sealed class Places(int limit)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _returning = new();
    private TaskCompletionSource _change = NewChange();
    private int _taken;

    /// <summary>Ends when a place becomes free after this was read.</summary>
    public Task Change
    {
        get
        {
            lock (_gate)
            {
                return _change.Task;
            }
        }
    }

    /// <summary>Takes a place; false when there is none.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            if (_taken == limit)
            {
                return false;
            }

            _taken++;
            return true;
        }
    }

    /// <summary>Gives a place to whoever waits to have its own again, or else to anybody.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (_returning.TryDequeue(out var next))
            {
                next.SetResult();
                return;
            }

            _taken--;
            _change.SetResult();
            _change = NewChange();
        }
    }

    /// <summary>Lends a place until the result is disposed, which waits for one.</summary>
    public IAsyncDisposable Lend()
    {
        Leave();
        return new Loan(this);
    }

    private Task ReturnAsync()
    {
        lock (_gate)
        {
            if (_taken < limit)
            {
                _taken++;
                return Task.CompletedTask;
            }

            var turn = NewChange();
            _returning.Enqueue(turn);
            return turn.Task;
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Loan(Places places) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(places.ReturnAsync());
    }
}
