using Mim.Core.Sealing;

namespace Mim.Pki.Credentials;

/// <summary>Takes the bags of a PKCS#12 file (RFC 7292 section 4.2) as they are read.</summary>
internal interface IPfxBags
{
    /// <param name="certificate">DER.</param>
    /// <param name="attributes">The encoded set of attributes; empty when there is none.</param>
    void AddCertificate(byte[] certificate, ReadOnlyMemory<byte> attributes);

    /// <param name="pkcs8">Valid during the call.</param>
    /// <param name="attributes">As for certificates.</param>
    void AddKey(ReadOnlyMemory<byte> pkcs8, ReadOnlyMemory<byte> attributes);

    /// <param name="encrypted">EncryptedPrivateKeyInfo (RFC 5958 section 3).</param>
    /// <param name="password">What opened the file.</param>
    /// <param name="attributes">As for certificates.</param>
    void AddEncryptedKey(ReadOnlyMemory<byte> encrypted, KeyMaterial? password, ReadOnlyMemory<byte> attributes);
}
