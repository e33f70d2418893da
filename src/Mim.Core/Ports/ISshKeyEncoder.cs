using Mim.Core.Issuing.Ssh;
using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Writes keys in the formats of SSH. Thread-safe.</summary>
public interface ISshKeyEncoder
{
    /// <summary>The key in wire format (RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4).</summary>
    /// <param name="subjectPublicKeyInfo">DER (RFC 5280 section 4.1.2.7).</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: SSH has no such keys.</exception>
    byte[] EncodePublic(ReadOnlyMemory<byte> subjectPublicKeyInfo);

    /// <summary>A public key or a certificate as text: one line, or the block of RFC 4716.</summary>
    /// <param name="format"><see cref="SshKeyFormat.OpenSsh"/> or <see cref="SshKeyFormat.Rfc4716"/>.</param>
    /// <param name="blob">In wire format.</param>
    /// <param name="comment">Empty for none.</param>
    string FormatPublic(SshKeyFormat format, ReadOnlyMemory<byte> blob, string comment);

    /// <summary>A private key as OpenSSH keeps it (OpenSSH PROTOCOL.key), guarded by bcrypt and AES-256 when there is a passphrase.</summary>
    /// <param name="blob">The public key in wire format.</param>
    /// <param name="pkcs8">The private key that belongs to it.</param>
    /// <param name="comment">Empty for none.</param>
    /// <param name="passphrase">UTF-8; null for none.</param>
    /// <param name="cancellationToken">Stops also where the passphrase is stretched.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>.</exception>
    KeyMaterial EncodePrivate(
        ReadOnlyMemory<byte> blob, KeyMaterial pkcs8, string comment, KeyMaterial? passphrase, CancellationToken cancellationToken);
}
