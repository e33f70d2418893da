using System.Diagnostics;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Shell;
using Mim.Testing;

namespace Mim.Ssh.Tests.Shell;

/// <summary>Machines that don't answer as they should.</summary>
public sealed class ShellMachineTests
{
    private static readonly SshEnd _ended = new(0, new MachineUnreachableException(FindingStatus.Reset, "ended"));

    [Theory]
    [InlineData("cat >/dev/null & printf x; sleep 60", FindingStatus.TimedOut)]
    [InlineData("exit 1", FindingStatus.Reset)]
    [InlineData("cat", FindingStatus.TimedOut)]
    [InlineData("tr '\\0' x </dev/zero", FindingStatus.Damaged)]
    [InlineData("yes", FindingStatus.Damaged)]
    public async Task A_host_that_makes_no_sense_is_left(string command, FindingStatus status)
    {
        await using var machine = Open(command);
        var trouble = await Assert.ThrowsAsync<MachineUnreachableException>(() => machine.AccountsAsync(CancellationToken.None));
        Assert.Equal(status, trouble.Status);
    }

    [Fact]
    public void Damaged_lines_do_no_harm()
    {
        var sample = "N\n 2f 61\nM:-rw------- 0 12\nT:1700000000\nB\n 61 62\nE\nA:a:x:1:1::/:/\nG:a:x:1:b\nW:a\tS-1\tC:\\a\tb\n"u8;
        var mutator = new Mutator(seed: 4254);
        for (var index = 0; index < 5000; index++)
        {
            using var files = new FileLines("/a", new Dictionary<string, string>());
            var accounts = new AccountLines();
            try
            {
                foreach (var line in Encoding.UTF8.GetString(mutator.Mutate(sample)).Split('\n').Where(line => line.Length > 0))
                {
                    accounts.Add(line);
                    if (files.Add(line))
                    {
                        files.Take().Dispose();
                    }
                }
            }
            catch (MachineUnreachableException trouble)
            {
                Assert.Equal(FindingStatus.Damaged, trouble.Status);
            }

            accounts.Accounts();
        }
    }

    private static ShellMachine Open(string command) => new(new ShellConversation(
        (_, cancellationToken) => ShellProcess.StartAsync(
            new ProcessStartInfo("/bin/sh", ["-c", command]), LocalShell.Patience, (_, _) => _ended, cancellationToken),
        [new PosixDialect(useSudo: false)],
        isWhole: false,
        TimeSpan.FromSeconds(1)));
}
