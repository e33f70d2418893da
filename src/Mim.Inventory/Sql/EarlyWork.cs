using System.Runtime.ExceptionServices;

namespace Mim.Inventory.Sql;

/// <summary>Work for a thread of the pool, should one be free before the work is needed; else for whoever needs it.</summary>
internal sealed class EarlyWork
{
    private readonly Action _work;
    private readonly TaskCompletionSource<Exception?> _done = new();
    private int _isTaken;

    private EarlyWork(Action work) => _work = work;

    public static EarlyWork Start(Action work)
    {
        var early = new EarlyWork(work);
        ThreadPool.UnsafeQueueUserWorkItem(static early => early.TryRun(), early, preferLocal: false);
        return early;
    }

    /// <summary>Waits until it is done, or does it; throws what it threw.</summary>
    public void Finish()
    {
        TryRun();
        if (_done.Task.GetAwaiter().GetResult() is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void TryRun()
    {
        if (Interlocked.Exchange(ref _isTaken, 1) != 0)
        {
            return;
        }

        try
        {
            _work();
            _done.SetResult(null);
        }
        catch (Exception e)
        {
            _done.SetResult(e);
        }
    }
}
