using Mim.Core.Issuing;
using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Writes certificates and keys in the formats other programs read. Thread-safe.</summary>
public interface ICredentialEncoder
{
    /// <summary>
    /// Encodes. PEM with a password encrypts the key (RFC 5958, PBES2 with PBKDF2-SHA256 and AES-256); PKCS#12 uses AES-256 and
    /// SHA-256 (RFC 7292, 9579) unless the layout says legacy.
    /// </summary>
    /// <param name="layout">Format and content.</param>
    /// <param name="leaf">DER.</param>
    /// <param name="chain">Issuers: DER, leaf's issuer first, the root last.</param>
    /// <param name="pkcs8">The private key to include; null for none.</param>
    /// <param name="password">UTF-8; null for none.</param>
    /// <param name="cancellationToken">Stops also where the password is stretched.</param>
    KeyMaterial Encode(
        ExportLayout layout,
        byte[] leaf,
        IReadOnlyList<byte[]> chain,
        KeyMaterial? pkcs8,
        KeyMaterial? password,
        CancellationToken cancellationToken);
}
