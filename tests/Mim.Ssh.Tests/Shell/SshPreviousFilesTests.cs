using Mim.Core.Ports;
using Mim.Ssh.Shell;
using Mim.Testing.Contracts;

namespace Mim.Ssh.Tests.Shell;

[RequiresProgram("ssh", "sshd")]
public sealed class SshPreviousFilesTests(SharedSshTransport transport) : PreviousFilesContract, IClassFixture<SharedSshTransport>
{
    private readonly SshTargetFiles _files = new(new HostShell(transport, TestHost.Destination, TimeProvider.System));

    protected override ITargetFiles Files => _files;

    protected override IPreviousFiles Previous => _files;
}
