using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Sealing;
using Mim.Pki.Credentials;
using Mim.Pki.Keys;

namespace Mim.Pki.Containers;

/// <summary>Collects the certificates of a PKCS#12 file, and whose the keys are by their identifiers; keys stay closed.</summary>
internal sealed class PfxParts(ContainerParts parts) : IPfxBags
{
    public void AddCertificate(byte[] certificate, ReadOnlyMemory<byte> attributes)
    {
        var (alias, keyId, isTrusted) = Read(attributes);
        parts.Certificates.Add(new CertificatePart(certificate, alias, keyId, isTrusted));
    }

    public void AddKey(ReadOnlyMemory<byte> pkcs8, ReadOnlyMemory<byte> attributes) =>
        parts.Keys.Add(new KeyPart(IsEncrypted: false, PublicKeyOf.TryPkcs8(pkcs8.Span), Read(attributes).KeyId));

    public void AddEncryptedKey(ReadOnlyMemory<byte> encrypted, KeyMaterial? password, ReadOnlyMemory<byte> attributes) =>
        parts.Keys.Add(new KeyPart(IsEncrypted: true, null, Read(attributes).KeyId));

    private static (string? Alias, string? KeyId, bool IsTrusted) Read(ReadOnlyMemory<byte> attributes)
    {
        (string? Alias, string? KeyId, bool IsTrusted) result = default;
        if (attributes.IsEmpty)
        {
            return result;
        }

        var set = new AsnReader(attributes, AsnEncodingRules.BER).ReadSetOf(skipSortOrderValidation: true);
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            switch (oid)
            {
                case Oids.FriendlyName when values.HasData:
                    result.Alias = values.ReadCharacterString(UniversalTagNumber.BMPString) is { Length: > 0 } name ? name : null;
                    break;
                case Oids.LocalKeyId when values.HasData:
                    result.KeyId = Convert.ToHexString(values.ReadOctetString());
                    break;
                case Oids.TrustedKeyUsage:
                    result.IsTrusted = true;
                    break;
                default:
                    break;
            }
        }

        return result;
    }
}
