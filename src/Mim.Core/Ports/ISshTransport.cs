using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Ports;

/// <summary>Opens shells on other hosts. Asks nobody anything: a host key that is not known, or a password, is trouble.</summary>
public interface ISshTransport
{
    /// <summary>
    /// A shell there. Does not wait for the connection: when none comes about, output ends and
    /// <see cref="SshShell.TroubleAsync"/> tells why.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.Unsupported"/>: there is no client on this machine; <see cref="MimErrorCause.InvalidArgument"/>: the
    /// destination cannot be written for it.
    /// </exception>
    SshShell Open(SshDestination destination);
}
