using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Ssh.Tests;

public sealed class SshHostKeyProbeContractTests : SshHostKeyProbeContract
{
    protected override ISshHostKeyProbe Probe { get; } = new SshHostKeyProbe();
}
