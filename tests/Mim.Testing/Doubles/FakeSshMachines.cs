using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Testing.Doubles;

/// <summary>Opens the same machine for every destination.</summary>
public sealed class FakeSshMachines(ISshMachine machine) : ISshMachines
{
    public ISshMachine Open(SshDestination? destination) => machine;
}
