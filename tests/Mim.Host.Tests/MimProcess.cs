using System.Diagnostics;
using Mim.Testing.Programs;

namespace Mim.Host.Tests;

/// <summary>The built mim, run as its users run it.</summary>
internal static class MimProcess
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);

    public static ProgramResult Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    public static ProgramResult Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        WaitForExit(process);
        return new ProgramResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    public static Process Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    private static Process Start(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "mim.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("mim did not start");
    }

    public static void WaitForExit(Process process)
    {
        if (!process.WaitForExit(_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"mim did not end within {_limit}");
        }
    }
}
