using System.Diagnostics;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What every runner of programs does, wherever it runs them. The machine is a Unix one.</summary>
public abstract class CommandRunnerContract
{
    private const int MostOutput = 16 * 1024;
    private static readonly TimeSpan _long = TimeSpan.FromSeconds(60);

    protected abstract ICommandRunner Runner { get; }

    [SuiteFact]
    public async Task A_program_that_ends_well_has_succeeded()
    {
        var result = await Shell("echo out; echo err >&2");
        Assert.True(result.Succeeded);
        Assert.Contains("out", result.Output, StringComparison.Ordinal);
        Assert.Contains("err", result.Output, StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task The_exit_code_is_told()
    {
        var result = await Shell("echo broken; exit 7");
        Assert.Equal((7, "broken"), (result.ExitCode, result.Output.Trim()));
    }

    [SuiteFact]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        string[] arguments = ["a b", "$HOME", "'\"\\", "*", ""];
        var result = await Run(new CommandRequest { Arguments = ["printf", "<%s>", .. arguments], Timeout = _long });
        Assert.Equal(string.Concat(arguments.Select(argument => $"<{argument}>")), result.Output);
    }

    [SuiteFact]
    public async Task The_environment_and_the_input_reach_the_program()
    {
        using var input = KeyMaterial.CopyOf("from input"u8);
        var result = await Run(new CommandRequest
        {
            Arguments = ["sh", "-c", "printf '%s, ' \"$MIM_TEST\"; cat"],
            Environment = new Dictionary<string, string> { ["MIM_TEST"] = "it's $1" },
            Input = input,
            Timeout = _long,
        });
        Assert.Equal("it's $1, from input", result.Output);
    }

    [SuiteFact]
    public async Task Without_input_there_is_nothing_to_read() => Assert.Equal("end", (await Shell("cat; printf end")).Output);

    [SuiteFact]
    public async Task Of_much_output_the_end_is_kept()
    {
        var result = await Shell("head -c 1000000 /dev/zero | tr '\\0' 'x'; printf end");
        Assert.True(result.Succeeded);
        Assert.EndsWith("xxend", result.Output, StringComparison.Ordinal);
        Assert.InRange(result.Output.Length, MostOutput / 2, MostOutput);
    }

    [SuiteFact]
    public async Task A_program_that_does_not_end_is_ended()
    {
        var watch = Stopwatch.StartNew();
        var result = await Run(new CommandRequest
        {
            Arguments = ["sh", "-c", "echo begun; sleep 600 & wait"], Timeout = TimeSpan.FromMilliseconds(500),
        });
        Assert.Null(result.ExitCode);
        Assert.False(result.Succeeded);
        Assert.True(watch.Elapsed < _long, "It waited for the program.");
    }

    [SuiteFact]
    public async Task What_a_program_leaves_in_the_background_is_not_waited_for()
    {
        var watch = Stopwatch.StartNew();
        Assert.True((await Shell("sleep 90 & echo $!")).Succeeded);
        Assert.True(watch.Elapsed < _long, "It waited for the background.");
    }

    [SuiteFact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<MimException>(
            () => Run(new CommandRequest { Arguments = ["/nowhere/no-such-program"], Timeout = _long }));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("/nowhere/no-such-program", error.Message, StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task A_caller_who_gives_up_is_not_kept()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Runner.RunAsync(new CommandRequest { Arguments = ["sleep", "600"], Timeout = TimeSpan.FromMinutes(9) }, stop.Token));
    }

    private Task<CommandResult> Shell(string script) => Run(new CommandRequest { Arguments = ["sh", "-c", script], Timeout = _long });

    private Task<CommandResult> Run(CommandRequest request) => Runner.RunAsync(request, CancellationToken.None);
}
