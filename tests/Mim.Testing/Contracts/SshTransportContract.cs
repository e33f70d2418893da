using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every transport does with hosts that it gets into and with others.</summary>
public abstract class SshTransportContract
{
    protected abstract ISshTransport Transport { get; }

    /// <summary>A host that can be logged in to.</summary>
    protected abstract SshDestination Reachable { get; }

    /// <summary>Destinations that lead to no shell, and what they come to.</summary>
    protected abstract IReadOnlyList<(SshDestination Destination, FindingStatus Status)> Unreachable { get; }

    [SuiteFact]
    public async Task A_shell_answers_commands()
    {
        await using var shell = Transport.Open(Reachable);
        await shell.Input.WriteAsync("printf '%s\\n' one; exit\n"u8.ToArray());
        await shell.Input.FlushAsync();
        using var reader = new StreamReader(shell.Output, Encoding.UTF8);
        Assert.Equal("one\n", await reader.ReadToEndAsync());
    }

    [SuiteFact]
    public async Task Where_there_is_no_shell_output_ends_and_the_trouble_has_its_status()
    {
        foreach (var (destination, status) in Unreachable)
        {
            await using var shell = Transport.Open(destination);
            Assert.Equal(0, await shell.Output.ReadAsync(new byte[1]));
            var trouble = await shell.TroubleAsync(CancellationToken.None);
            Assert.True(status == trouble.Status, $"{trouble.Status}: {trouble.Message}");
        }
    }

    [SuiteFact]
    public void What_a_client_would_take_for_an_option_is_refused() => Assert.All(
        [Reachable with { Host = "-oProxyCommand=id" }, Reachable with { User = "-v" }, Reachable with { JumpHost = "-v" }],
        destination => Assert.Equal(
            MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Transport.Open(destination)).Cause));
}
