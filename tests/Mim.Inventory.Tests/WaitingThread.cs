namespace Mim.Inventory.Tests;

/// <summary>A thread of which a test knows that it waits.</summary>
internal static class WaitingThread
{
    /// <summary>Returns when the thread waits for something.</summary>
    public static Thread Start(Action work)
    {
        var thread = new Thread(() => work());
        thread.Start();
        SpinWait.SpinUntil(() => thread.ThreadState is ThreadState.WaitSleepJoin or ThreadState.Stopped);
        return thread;
    }
}
