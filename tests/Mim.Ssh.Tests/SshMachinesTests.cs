using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;
using Mim.Ssh.Tests.Shell;
using Mim.Testing.Contracts;

namespace Mim.Ssh.Tests;

[RequiresProgram("ssh", "sshd")]
public sealed class SshMachinesTests : SshMachinesContract
{
    protected override ISshMachines Machines { get; } = new SshMachines(new OpenSshTransport());

    protected override SshDestination Reachable => TestHost.Destination;

    protected override SshDestination Unreachable => TestHost.Destination with { Port = 1 };
}
