using System.Diagnostics;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Host.Tests.Hosting;

public sealed class StopTests
{
    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_it_cleanly(string signal, int exitCode)
    {
        using var process = MimProcess.Start("tour");
        var first = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("mim said nothing");
        var folder = first[first.IndexOf('/', StringComparison.Ordinal)..];
        await process.StandardOutput.ReadLineAsync();
        ProgramRunner.Run("sh", "-c", $"kill -{signal} {process.Id}").Succeeded();
        var error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        MimProcess.WaitForExit(process);
        Assert.Equal((exitCode, "mim: Stopped."), (process.ExitCode, (await error).Trim()));
        Assert.False(Directory.Exists(folder), $"'{folder}' is still there");
    }
}
