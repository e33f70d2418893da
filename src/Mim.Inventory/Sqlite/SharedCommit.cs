namespace Mim.Inventory.Sqlite;

/// <summary>One commit that makes the changes of several threads durable, one after the other in one transaction.</summary>
/// <param name="time">Measures how long it stays open.</param>
internal sealed class SharedCommit(TimeProvider time)
{
    /// <summary>Other processes wait for it, and the first of those who share it waits for the last.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(25);

    private readonly long _began = time.GetTimestamp();
    private readonly TaskCompletionSource _end = new();

    /// <summary>Whether a thread has changed something already.</summary>
    public bool IsShared { get; private set; }

    /// <summary>Whether another change may go in.</summary>
    public bool IsYoung => time.GetElapsedTime(_began) < _longest;

    public void Share() => IsShared = true;

    public void Succeed() => _end.SetResult();

    public void Fail(Exception failure) => _end.SetException(failure);

    /// <summary>Waits until all is durable; throws what prevented it.</summary>
    public void Wait() => _end.Task.GetAwaiter().GetResult();
}
