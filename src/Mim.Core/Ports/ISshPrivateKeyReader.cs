using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Reads private keys as the store holds them.</summary>
public interface ISshPrivateKeyReader
{
    /// <summary>The key as PKCS#8 DER (RFC 5958) in a buffer that the caller disposes.</summary>
    /// <param name="content">
    /// PKCS#8 DER itself, or a file without a passphrase as it was imported: openssh-key-v1, or PEM of PKCS#8, PKCS#1 or SEC 1.
    /// </param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>.</exception>
    KeyMaterial ReadPkcs8(ReadOnlyMemory<byte> content);
}
