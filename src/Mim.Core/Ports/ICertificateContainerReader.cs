using Mim.Core.Discovery;
using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>
/// Looks at the certificates in one format of files, for an inventory: unlike <see cref="ICredentialDecoder"/> it opens no private
/// key, tells what is damaged or locked instead of refusing it, and shows every certificate that can be read all the same.
/// </summary>
public interface ICertificateContainerReader
{
    /// <summary>What is in it; null when it is in another format. Bounded in time and memory by the length of the input.</summary>
    /// <param name="content">A whole file, or the part of one that holds certificates; at most 16 MiB.</param>
    /// <param name="passwords">UTF-8; tried where certificates are encrypted, after no password and the empty one.</param>
    /// <param name="cancellationToken">Stops also where a password is stretched.</param>
    CertificateContainer? Read(ReadOnlyMemory<byte> content, IReadOnlyList<KeyMaterial> passwords, CancellationToken cancellationToken);
}
