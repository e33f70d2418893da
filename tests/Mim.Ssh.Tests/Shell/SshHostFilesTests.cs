using Mim.Core;
using Mim.Core.Ports;
using Mim.Ssh.Shell;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

[RequiresProgram("ssh", "sshd")]
public sealed class SshHostFilesTests(SharedSshTransport transport) : HostFilesContract, IClassFixture<SharedSshTransport>
{
    protected override IHostFiles Files => new SshHostFiles(transport, TestHost.Destination);

    [RequiresProgramFact("ssh", "sshd")]
    public async Task A_host_that_does_not_answer_is_named()
    {
        var files = new SshHostFiles(transport, TestHost.Destination with { Port = 1 });
        var error = await Assert.ThrowsAsync<MimException>(() => files.ReadAsync("/etc/passwd", CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
    }
}
