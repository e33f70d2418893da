using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Mim.Pki.Credentials;

/// <summary>The bags in a PKCS#12 file with their attributes (RFC 7292 section 4.2).</summary>
/// <param name="friendlyName">Shown for the key and its certificate.</param>
/// <param name="leaf">The certificate that belongs to the key.</param>
/// <param name="hasKey">Whether the key comes along; without it the certificates are ones to trust.</param>
internal sealed class PfxBagWriter(string? friendlyName, byte[] leaf, bool hasKey)
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public byte[] WriteCertificates(IEnumerable<byte[]> certificates) => Asn1Writing.Encode(writer =>
    {
        using var contents = writer.PushSequence();
        foreach (var certificate in certificates)
        {
            using var bag = writer.PushSequence();
            writer.WriteObjectIdentifier(Oids.CertificateBag);
            using (writer.PushSequence(Zero))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.X509Certificate);
                using var value = writer.PushSequence(Zero);
                writer.WriteOctetString(certificate);
            }

            WriteAttributes(writer, isLeaf: ReferenceEquals(certificate, leaf), isTrusted: !hasKey);
        }
    });

    public byte[] WriteKey(byte[] encryptedKey) => Asn1Writing.Encode(writer =>
    {
        using var contents = writer.PushSequence();
        using var bag = writer.PushSequence();
        writer.WriteObjectIdentifier(Oids.ShroudedKeyBag);
        using (writer.PushSequence(Zero))
        {
            writer.WriteEncodedValue(encryptedKey);
        }

        WriteAttributes(writer, isLeaf: true, isTrusted: false);
    });

    private void WriteAttributes(AsnWriter writer, bool isLeaf, bool isTrusted)
    {
        if (!isLeaf && !isTrusted)
        {
            return;
        }

        using var attributes = writer.PushSetOf();
        if (isLeaf && friendlyName is not null)
        {
            WriteAttribute(writer, Oids.FriendlyName, () => writer.WriteCharacterString(UniversalTagNumber.BMPString, friendlyName));
        }

        if (isLeaf && hasKey)
        {
            WriteAttribute(writer, Oids.LocalKeyId, () => writer.WriteOctetString(SHA256.HashData(leaf)));
        }

        if (isTrusted)
        {
            // Java shows certificates without a key only when they say what they are trusted for.
            WriteAttribute(writer, Oids.TrustedKeyUsage, () => writer.WriteObjectIdentifier(Oids.AnyExtendedKeyUsage));
        }
    }

    private static void WriteAttribute(AsnWriter writer, string oid, Action writeValue)
    {
        using var attribute = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
        using var values = writer.PushSetOf();
        writeValue();
    }
}
