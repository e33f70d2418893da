using System.Diagnostics;

namespace Mim.CrashRunner;

/// <summary>Kills this process with SIGKILL before or after its nth call: nothing runs after it, no buffer is flushed.</summary>
internal sealed class Death(int call, bool before) : IWitness
{
    private int _calls;

    public T Around<T>(Func<T> work)
    {
        var isLast = Interlocked.Increment(ref _calls) == call;
        if (isLast && before)
        {
            Strike();
        }

        var result = work();
        if (isLast)
        {
            Strike();
        }

        return result;
    }

    private static void Strike()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
