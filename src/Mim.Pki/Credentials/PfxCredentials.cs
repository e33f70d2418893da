using Mim.Core.Sealing;
using Mim.Pki.Encryption;

namespace Mim.Pki.Credentials;

/// <summary>Collects the certificates of a PKCS#12 file with their keys, opened.</summary>
internal sealed class PfxCredentials(DerivationBudget budget, FoundParts parts) : IPfxBags
{
    public void AddCertificate(byte[] certificate, ReadOnlyMemory<byte> attributes) => parts.Certificates.Add(certificate);

    public void AddKey(ReadOnlyMemory<byte> pkcs8, ReadOnlyMemory<byte> attributes) => parts.Keys.Add(KeyMaterial.CopyOf(pkcs8.Span));

    public void AddEncryptedKey(ReadOnlyMemory<byte> encrypted, KeyMaterial? password, ReadOnlyMemory<byte> attributes) =>
        parts.Keys.Add(EncryptedPrivateKey.Read(encrypted, password, budget));
}
