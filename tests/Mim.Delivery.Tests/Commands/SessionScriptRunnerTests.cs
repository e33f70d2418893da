using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Delivery.Commands;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests.Commands;

[RequiresProgram("sh")]
public sealed class SessionScriptRunnerTests : CommandRunnerContract
{
    private static readonly CommandResult _here = new(0, "here");
    private static readonly CommandRequest _script = new() { Arguments = ["sh", "-c", "printf there"], Script = "'here'", Timeout = TimeSpan.FromMinutes(1) };
    private readonly ScriptSession _session = new() { Run = (_, _) => Task.FromResult<CommandResult?>(_here) };

    protected override ICommandRunner Runner => new SessionScriptRunner(new LocalCommandRunner(TimeProvider.System), _session);

    [SuiteFact]
    public async Task A_script_runs_in_the_session_that_waits() => Assert.Equal(_here, await Run(_script));

    [SuiteFact]
    public async Task Where_no_session_waits_or_it_does_not_want_it_a_script_has_a_shell_of_its_own()
    {
        _session.Run = null;
        Assert.Equal("there", (await Run(_script)).Output);
        _session.Run = (_, _) => Task.FromResult<CommandResult?>(null);
        Assert.Equal("there", (await Run(_script)).Output);
    }

    [SuiteFact]
    public async Task What_gets_a_password_is_not_for_the_session()
    {
        using var password = KeyMaterial.CopyOf("pass-1138"u8);
        Assert.Equal("there", (await Run(_script with { Input = password })).Output);
    }

    private Task<CommandResult> Run(CommandRequest request) => Runner.RunAsync(request, CancellationToken.None);
}
