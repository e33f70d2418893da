namespace Mim.Inventory.Sql;

/// <summary>
/// The order in which the threads of one open store write: one at a time, as they came, and never one within itself.
/// </summary>
/// <param name="owner">What is closed with it, for the error of coming too late.</param>
/// <param name="locked">Makes the error of one whose patience ended.</param>
internal sealed class Turn(Type owner, Func<Exception> locked)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _line = [];
    private int _thread;
    private bool _isTaken;
    private bool _ended;

    /// <summary>How long a writer waits for the others.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public T Take<T>(Func<T> work, CancellationToken cancellationToken)
    {
        Enter(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Waits for the turn, which lasts until <see cref="Leave"/> or <see cref="TryPass"/>.</summary>
    public void Enter(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException("A transaction cannot begin within another.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (Queue() is { } place)
        {
            Wait(place, cancellationToken);
        }

        Begin();
    }

    /// <summary>As <see cref="Enter"/>, unless another has the turn.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_isTaken)
            {
                return false;
            }

            _isTaken = true;
        }

        Begin();
        return true;
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (!TryPass())
            {
                Volatile.Write(ref _thread, 0);
                _isTaken = false;
            }
        }
    }

    /// <summary>Gives the turn to whoever waits longest; it is kept when nobody waits.</summary>
    public bool TryPass()
    {
        lock (_gate)
        {
            if (_line.First is not { } next)
            {
                return false;
            }

            _line.Remove(next);
            Volatile.Write(ref _thread, 0);
            next.Value.SetResult();
            return true;
        }
    }

    /// <summary>The last turn: whoever comes later finds the store closed.</summary>
    public void End(Action work) => Take(
        () =>
        {
            _ended = true;
            work();
            return true;
        },
        CancellationToken.None);

    private void Begin()
    {
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        if (_ended)
        {
            Leave();
            throw new ObjectDisposedException(owner.FullName);
        }
    }

    /// <summary>A place in the line; null for the turn itself.</summary>
    private LinkedListNode<TaskCompletionSource>? Queue()
    {
        lock (_gate)
        {
            if (_isTaken)
            {
                return _line.AddLast(new TaskCompletionSource());
            }

            _isTaken = true;
            return null;
        }
    }

    private void Wait(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        try
        {
            if (!place.Value.Task.Wait(Patience, cancellationToken) && TryGiveUp(place))
            {
                throw locked();
            }
        }
        catch (OperationCanceledException) when (!TryGiveUp(place))
        {
            // The turn came at the same moment, and whoever has it looks at the token.
        }
    }

    private bool TryGiveUp(LinkedListNode<TaskCompletionSource> place)
    {
        lock (_gate)
        {
            if (place.List is null)
            {
                return false;
            }

            _line.Remove(place);
            return true;
        }
    }
}
