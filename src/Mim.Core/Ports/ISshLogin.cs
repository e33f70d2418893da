using Mim.Core.Discovery.Ssh;
using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Logs in to other hosts to see whether a key is let in. Runs no program there. Thread-safe.</summary>
public interface ISshLogin
{
    /// <summary>Logs in with one key and no other means, and leaves. Null when it was let in, else why not.</summary>
    /// <param name="destination">Where, and as whom. Its own keys are for the hosts on the way only.</param>
    /// <param name="publicKey">In wire format (RFC 4253 section 6.6).</param>
    /// <param name="privateKey">As the store holds it. Stays within this process.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.Unsupported"/>: there is no client on this machine; <see cref="MimErrorCause.InvalidKey"/>,
    /// <see cref="MimErrorCause.InvalidArgument"/>.
    /// </exception>
    Task<string?> TroubleAsync(SshDestination destination, ReadOnlyMemory<byte> publicKey, KeyMaterial privateKey, CancellationToken cancellationToken);
}
