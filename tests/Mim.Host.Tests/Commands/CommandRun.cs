using System.CommandLine;
using Mim.Host.Commands;
using Mim.Host.Hosting;
using Mim.Testing.Programs;

namespace Mim.Host.Tests.Commands;

/// <summary>Runs a command line inside the test, without a process.</summary>
internal static class CommandRun
{
    public static async Task<ProgramResult> Of(params string[] arguments)
    {
        var streams = new InvocationConfiguration { Output = new StringWriter(), Error = new StringWriter() };
        var exitCode = await CommandLine.RunAsync(MimRootCommand.Create(), arguments, streams);
        return new ProgramResult(exitCode, streams.Output.ToString()!, streams.Error.ToString()!);
    }
}
