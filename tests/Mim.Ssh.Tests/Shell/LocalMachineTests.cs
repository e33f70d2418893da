using Mim.Core.Ports;
using Mim.Ssh.Shell;
using Mim.Testing.Contracts;

namespace Mim.Ssh.Tests.Shell;

[RequiresProgram("sh", "mkfifo")]
public sealed class LocalMachineTests : SshMachineContract
{
    protected override ISshMachine Open() => new SshMachines(new OpenSshTransport()).Open(null);
}
