using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Shell;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

/// <summary>Accounts that see everything only as root.</summary>
public sealed class SudoTests
{
    [RequiresRootFact("ssh", "sshd", "sudo", "useradd")]
    public async Task An_account_becomes_root_where_sudo_asks_nothing_and_says_so_where_it_does()
    {
        using var account = new ThrowawayAccount();
        var destination = TestHost.Destination with { User = account.Name };
        TestHost.Server.OpenToAll();
        Assert.Equal(FindingStatus.AccessDenied, await ReadShadowAsync(destination));
        var asked = await Assert.ThrowsAsync<MachineUnreachableException>(() => ReadShadowAsync(destination with { UseSudo = true }));
        Assert.Equal(FindingStatus.AccessDenied, asked.Status);

        account.AllowSudo();
        Assert.Equal(FindingStatus.Found, await ReadShadowAsync(destination with { UseSudo = true }));
    }

    private static async Task<FindingStatus> ReadShadowAsync(SshDestination destination)
    {
        await using var machine = new SshMachines(new OpenSshTransport()).Open(destination);
        await foreach (var file in machine.ReadAsync(["/etc/shadow"], CancellationToken.None))
        {
            using (file)
            {
                return file.Status;
            }
        }

        throw new InvalidOperationException("There is no such file.");
    }
}
