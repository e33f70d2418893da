using System.Diagnostics;
using System.Globalization;

namespace Mim.Composition.Tests.Crash;

/// <summary>Processes that work on a store and are killed, or kill themselves.</summary>
internal static class MortalProcess
{
    public const int KilledBySignal9 = 128 + 9;
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

    public static Process Start(params IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Mim.CrashRunner.dll");
        return Process.Start(new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Runs one piece of work and keeps what a death at each of its calls would leave, in a folder for each.</summary>
    public static void Record(string store, string scenario, Guid identity, string shots)
    {
        using var process = Start("record", store, scenario, identity.ToString(), shots);
        var error = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(_limit), "It did not end.");
        Assert.True(process.ExitCode == 0, error);
    }

    /// <summary>Runs one piece of work that is to die at a call; whether it did, or was over before.</summary>
    public static bool DiesAt(string store, string scenario, Guid identity, int call, string side)
    {
        using var process = Start("step", store, scenario, identity.ToString(), call.ToString(CultureInfo.InvariantCulture), side);
        var error = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(_limit), "It did not end.");
        Assert.True(process.ExitCode is 0 or KilledBySignal9, $"{process.ExitCode}: {error}");
        return process.ExitCode != 0;
    }
}
