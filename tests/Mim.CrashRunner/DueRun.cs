using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.CrashRunner;

/// <summary>What a timer starts: rotates all that is due, several at once, and writes one line for each that it rotated itself.</summary>
internal static class DueRun
{
    private const int AtOnce = 4;

    public static async Task RunAsync(string store, string keyFile, int days)
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow().AddDays(days));
        using var session = DecoratedSession.Open(store, time, keyFile);
        var due = session.Rotation.Due(CancellationToken.None).ToList();
        Console.WriteLine("ready");
        Console.ReadLine();
        var options = new RotationOptions { OnlyIfDue = true, ThrottleLimit = AtOnce };
        await foreach (var result in session.Rotation.RotateAsync(due, options, CancellationToken.None))
        {
            if (result.Outcome != RotationOutcome.Skipped)
            {
                Console.WriteLine($"{result.Identity} {result.Outcome} {result.Reason}");
            }
        }
    }
}
