using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Sealing;
using Mim.Ssh.Shell;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

public sealed class HostShellTests
{
    private static readonly HostScript _process = new("process", "printf %s $$");
    private static readonly HostScript _copy = new("copy", "cat; printf %s \"$1\"; echo trouble >&2; exit 3");

    [UnixFact]
    public async Task Scripts_one_after_the_other_go_to_one_shell_and_one_that_is_left_alone_ends()
    {
        var (transport, time) = (new LocalShells(), new TimerTimeProvider());
        await using var shell = Shell(transport, time);
        var process = await AskAsync(shell);
        Assert.Equal(process, await AskAsync(shell));
        Assert.Equal(1, transport.Opened);

        time.Ring();
        await AskAsync(shell);
        Assert.Equal(2, transport.Opened);
    }

    [UnixFact]
    public async Task A_few_work_at_once_and_no_more()
    {
        var transport = new LocalShells();
        await using var shell = Shell(transport);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => AskAsync(shell)));
        Assert.InRange(transport.Opened, 1, 4);
    }

    [UnixTheory]
    [InlineData("", 70_000)]
    [InlineData("echo Welcome; echo 'to all' >&2", 65_536)]
    public async Task Any_octets_go_both_ways_whatever_the_host_says_before(string disturbance, int largest)
    {
        await using var shell = Shell(new LocalShells(disturbance));
        foreach (var size in new[] { 0, 1, 256, 65_535, largest })
        {
            using var input = KeyMaterial.CopyOf([.. Enumerable.Range(0, size).Select(number => (byte)(number * 7))]);
            using var answer = await shell.RunAsync(_copy, ["it's\n$1\\"], input, CancellationToken.None);
            Assert.Equal((3, true), (answer.ExitCode, answer.Error.TrimEnd().EndsWith("trouble", StringComparison.Ordinal)));
            Assert.Equal([.. input.Span, .. "it's\n$1\\"u8], answer.Output.Span.ToArray());
        }
    }

    [RequiresProgramFact("mksh")]
    public async Task A_shell_that_needs_a_program_to_write_is_given_no_secrets()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["sh"], "/bin/mksh");
        var transport = new LocalShells($"PATH={folder.Path}:$PATH");
        await using var shell = Shell(transport);
        await AskAsync(shell);
        Assert.Equal(1, transport.Opened);
        using var secret = KeyMaterial.CopyOf("secret"u8);
        using var answer = await shell.RunAsync(_copy, ["!"], secret, CancellationToken.None);
        Assert.Equal((3, "secret!", 2), (answer.ExitCode, answer.Text, transport.Opened));
    }

    [UnixFact]
    public async Task A_shell_that_went_away_while_nobody_asked_is_not_missed_and_one_that_goes_when_asked_is_told()
    {
        var transport = new LocalShells();
        await using var shell = Shell(transport);
        var process = await AskAsync(shell);
        using (var killer = System.Diagnostics.Process.Start("kill", ["-9", process]))
        {
            await killer.WaitForExitAsync();
        }

        Assert.NotEqual(process, await AskAsync(shell));
        Assert.Equal(2, transport.Opened);
        var trouble = await Assert.ThrowsAsync<MachineUnreachableException>(
            async () => await shell.RunAsync(new HostScript("leave", "kill -9 $$"), [], null, CancellationToken.None));
        Assert.Equal(FindingStatus.Reset, trouble.Status);
    }

    [UnixFact]
    public async Task A_caller_who_gives_up_is_not_kept_and_the_next_one_is_served()
    {
        await using var shell = Shell(new LocalShells());
        using var given = new CancellationTokenSource();
        var waiting = shell.RunAsync(new HostScript("wait", "sleep 600"), [], null, given.Token).AsTask();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.NotEmpty(await AskAsync(shell));
    }

    [UnixFact]
    public async Task An_answer_that_does_not_come_in_time_is_not_waited_for()
    {
        await using var shell = Shell(new LocalShells());
        var script = new HostScript("wait", "sleep 600") { Patience = TimeSpan.FromMilliseconds(200) };
        var trouble = await Assert.ThrowsAsync<MachineUnreachableException>(async () => await shell.RunAsync(script, [], null, CancellationToken.None));
        Assert.Equal(FindingStatus.TimedOut, trouble.Status);
    }

    [UnixTheory]
    [InlineData("exit 1", FindingStatus.Reset)]
    [InlineData("exec yes", FindingStatus.Damaged)]
    [InlineData("exec tr '\\0' x </dev/zero", FindingStatus.Damaged)]
    public async Task A_host_that_makes_no_sense_is_left(string disturbance, FindingStatus status)
    {
        await using var shell = Shell(new LocalShells(disturbance));
        var trouble = await Assert.ThrowsAsync<MachineUnreachableException>(() => AskAsync(shell));
        Assert.Equal(status, trouble.Status);
    }

    private static HostShell Shell(LocalShells transport, TimeProvider? time = null) =>
        new(transport, new SshDestination("here"), time ?? TimeProvider.System);

    /// <summary>The process of the shell that ran a script.</summary>
    private static async Task<string> AskAsync(HostShell shell)
    {
        using var answer = await shell.RunAsync(_process, [], null, CancellationToken.None);
        Assert.Equal(0, answer.ExitCode);
        return answer.Text;
    }
}
