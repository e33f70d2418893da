using System.Diagnostics;
using Mim.Core;
using Mim.Core.Rotation;

namespace Mim.Bench;

/// <summary>How fast rotations come to their end.</summary>
internal static class CompletedRate
{
    /// <summary>Rotations in a second; any that does not succeed ends the bench.</summary>
    public static double Of(IAsyncEnumerable<RotationResult> results)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        foreach (var result in results.ToBlockingEnumerable())
        {
            done += result.Outcome == RotationOutcome.Completed ? 1 : throw result.Error ?? new MimException(MimErrorCause.ProofFailed, $"{result.Outcome}: {result.Reason}");
        }

        return done / watch.Elapsed.TotalSeconds;
    }
}
