using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Ports;

/// <summary>Opens machines to look for keys on.</summary>
public interface ISshMachines
{
    /// <summary>A machine, not yet connected to. The caller disposes it.</summary>
    /// <param name="destination">Null for this one.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>, <see cref="MimErrorCause.InvalidArgument"/>.</exception>
    ISshMachine Open(SshDestination? destination);
}
