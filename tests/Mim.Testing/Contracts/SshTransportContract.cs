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

    /// <summary>Destinations that lead nowhere, and what they come to.</summary>
    protected abstract IReadOnlyList<(SshDestination Destination, FindingStatus Status)> Unreachable { get; }

    [SuiteFact]
    public async Task A_program_reads_and_writes_and_ends()
    {
        await using var shell = await OpenAsync(Reachable, "exec sh -s");
        await shell.Input.WriteAsync("printf '%s\\n' one; exit 3\n"u8.ToArray());
        await shell.Input.FlushAsync();
        using var reader = new StreamReader(shell.Output, Encoding.UTF8);
        Assert.Equal("one\n", await reader.ReadToEndAsync());
        Assert.Equal(3, (await shell.EndAsync(CancellationToken.None)).ExitCode);
    }

    [SuiteFact]
    public async Task Any_octets_go_both_ways()
    {
        var octets = Enumerable.Range(0, 300_000).Select(number => (byte)number).ToArray();
        await using var shell = await OpenAsync(Reachable, "exec cat");
        var writing = Task.Run(async () =>
        {
            await shell.Input.WriteAsync(octets);
            await shell.Input.DisposeAsync();
        });
        var back = new MemoryStream();
        await shell.Output.CopyToAsync(back);
        await writing;
        Assert.Equal(octets, back.ToArray());
        Assert.Equal(0, (await shell.EndAsync(CancellationToken.None)).ExitCode);
    }

    [SuiteFact]
    public async Task Where_no_program_runs_output_ends_and_the_trouble_has_its_status()
    {
        foreach (var (destination, status) in Unreachable)
        {
            await using var shell = await OpenAsync(destination, "exec sh -s");
            Assert.Equal(0, await shell.Output.ReadAsync(new byte[1]));
            var end = await shell.EndAsync(CancellationToken.None);
            Assert.Null(end.ExitCode);
            Assert.True(status == end.Trouble.Status, $"{end.Trouble.Status}: {end.Trouble.Message}");
        }
    }

    [SuiteFact]
    public async Task What_a_client_would_take_for_an_option_is_refused()
    {
        foreach (var destination in new[]
        {
            Reachable with { Host = "-oProxyCommand=id" }, Reachable with { User = "-v" }, Reachable with { JumpHost = "-v" },
            Reachable with { JumpHost = "host:port" },
        })
        {
            Assert.Equal(MimErrorCause.InvalidArgument, (await Assert.ThrowsAsync<MimException>(() => OpenAsync(destination, "true"))).Cause);
        }
    }

    private Task<SshShell> OpenAsync(SshDestination destination, string command) =>
        Transport.OpenAsync(destination, command, CancellationToken.None).AsTask();
}
