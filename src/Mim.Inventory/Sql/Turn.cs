namespace Mim.Inventory.Sql;

/// <summary>The order in which the threads of one open store write: one at a time, and never one within itself.</summary>
/// <param name="owner">What is closed with it, for the error of coming too late.</param>
/// <param name="locked">Makes the error of one whose patience ended.</param>
internal sealed class Turn(Type owner, Func<Exception> locked) : IDisposable
{
    /// <summary>How long a writer waits for the others.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _thread;
    private bool _ended;

    public T Take<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var self = Environment.CurrentManagedThreadId;
        if (Volatile.Read(ref _thread) == self)
        {
            throw new InvalidOperationException("A transaction cannot begin within another.");
        }

        if (!_turn.Wait(Patience, cancellationToken))
        {
            throw locked();
        }

        Volatile.Write(ref _thread, self);
        try
        {
            ObjectDisposedException.ThrowIf(_ended, owner);
            return work();
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
            _turn.Release();
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

    public void Dispose() => _turn.Dispose();
}
