using System.Diagnostics;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

[RequiresProgram("ssh", "sshd")]
public sealed class SshCommandRunnerTests(SharedSshTransport transport) : CommandRunnerContract, IClassFixture<SharedSshTransport>
{
    protected override ICommandRunner Runner => To(TestHost.Destination);

    [RequiresProgramFact("ssh", "sshd")]
    public async Task What_takes_too_long_does_not_go_on_over_there()
    {
        using var folder = new TemporaryFolder();
        var request = new CommandRequest
        {
            Arguments = ["sh", "-c", $"echo $$ >'{folder["shell"]}'; sleep 600 & echo $! >'{folder["child"]}'; wait"], Timeout = TimeSpan.FromSeconds(1),
        };
        Assert.Null((await Runner.RunAsync(request, CancellationToken.None)).ExitCode);

        foreach (var name in new[] { "shell", "child" })
        {
            var process = File.ReadAllText(folder[name]).Trim();
            var patience = Stopwatch.StartNew();
            while (IsRunning(process))
            {
                Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "It still runs.");
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    // What ended and nobody has waited for is still listed, as a zombie.
    private static bool IsRunning(string process) => ProgramRunner.Run("ps", "-o", "stat=", "-p", process).Output.Trim() is not ("" or ['Z', ..]);

    [RequiresProgramFact("ssh", "sshd")]
    public async Task A_host_that_does_not_answer_is_named()
    {
        foreach (var isBrief in new[] { false, true })
        {
            var request = new CommandRequest { Arguments = ["true"], IsBrief = isBrief, Timeout = TimeSpan.FromSeconds(30) };
            var error = await Assert.ThrowsAsync<MimException>(
                () => To(TestHost.Destination with { Port = 1 }).RunAsync(request, CancellationToken.None));
            Assert.Equal((MimErrorCause.InstallFailed, "127.0.0.1"), (error.Cause, error.Subject));
        }
    }

    [RequiresProgramFact("ssh", "sshd")]
    public async Task A_brief_program_tells_what_it_says_and_how_it_ends()
    {
        var request = new CommandRequest
        {
            Arguments = ["sh", "-c", "cat; echo out; echo \"$1\" >&2; exit 7", "sh", "it's $1"], IsBrief = true, Timeout = TimeSpan.FromMinutes(1),
        };
        var result = await Runner.RunAsync(request, CancellationToken.None);
        Assert.Equal((7, "out\nit's $1\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void Any_output_in_any_pieces_is_taken_apart()
    {
        var octets = "motd\nmore\nWORD 12\nout\nWORDs\nput\nWORD 7\nlater"u8;
        for (var size = 1; size <= octets.Length; size++)
        {
            var answer = new CommandAnswer("WORD");
            for (var at = 0; at < octets.Length && !answer.Add(octets[at..Math.Min(octets.Length, at + size)]); at += size)
            {
            }

            Assert.Equal((12, "7", "out\nWORDs\nput"), (answer.ProcessGroup, answer.Verdict, answer.Output));
        }
    }

    [Fact]
    public void Damaged_answers_do_no_harm()
    {
        var sample = "motd\nWORD 12\nout\nWORD 7\n"u8;
        var mutator = new Mutator(seed: 5);
        for (var index = 0; index < 2000; index++)
        {
            new CommandAnswer("WORD").Add(mutator.Mutate(sample));
        }
    }

    private SshCommandRunner To(SshDestination destination) => new(transport, new HostShell(transport, destination, TimeProvider.System), TimeProvider.System);
}
