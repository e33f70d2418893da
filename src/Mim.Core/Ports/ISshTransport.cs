using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Ports;

/// <summary>Runs programs on other hosts. Asks nobody anything: a host key that is not known, or a password, is trouble.</summary>
public interface ISshTransport
{
    /// <summary>
    /// A program there. Does not wait for the connection: when none comes about, output ends and
    /// <see cref="SshShell.TroubleAsync"/> tells why. Waits while this machine has no process to give.
    /// </summary>
    /// <param name="destination">Where. Becoming root is up to the command.</param>
    /// <param name="command">For the login shell there.</param>
    /// <param name="cancellationToken">Ends the waiting; what has begun is ended by disposing it.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.Unsupported"/>: there is no client on this machine; <see cref="MimErrorCause.InvalidArgument"/>: the
    /// destination cannot be written for it.
    /// </exception>
    ValueTask<SshShell> OpenAsync(SshDestination destination, string command, CancellationToken cancellationToken);
}
