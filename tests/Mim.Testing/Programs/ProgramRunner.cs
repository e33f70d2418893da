using System.Diagnostics;

namespace Mim.Testing.Programs;

/// <summary>Runs a program to its end, at most five minutes, which only one that hangs needs, however busy the machine is.</summary>
public static class ProgramRunner
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

    public static ProgramResult Run(string program, params IEnumerable<string> arguments) => RunWithInput(program, "", arguments);

    public static ProgramResult RunWithInput(string program, string input, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        WriteInput(process, input);
        if (!process.WaitForExit(_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {_limit}");
        }

        return new ProgramResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static void WriteInput(Process process, string input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading; its exit code tells.
        }
    }
}
