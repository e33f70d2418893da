using System.Formats.Asn1;

namespace Mim.Pki.Credentials;

/// <summary>SignedData that signs nothing and only carries certificates (RFC 5652 section 5).</summary>
internal static class Pkcs7
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public static byte[] Write(IEnumerable<byte[]> certificates) => Asn1Writing.Encode(writer =>
    {
        using var info = writer.PushSequence();
        writer.WriteObjectIdentifier(Oids.SignedData);
        using var content = writer.PushSequence(Zero);
        using var signed = writer.PushSequence();
        writer.WriteInteger(1);
        WriteEmptySet(writer);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.Data);
        }

        using (writer.PushSetOf(Zero))
        {
            foreach (var certificate in certificates)
            {
                writer.WriteEncodedValue(certificate);
            }
        }

        WriteEmptySet(writer);
    });

    /// <summary>The certificates in a ContentInfo; other kinds of certificates are left out.</summary>
    /// <exception cref="AsnContentException">It is something else.</exception>
    public static List<byte[]> Read(ReadOnlyMemory<byte> der)
    {
        var info = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        if (info.ReadObjectIdentifier() != Oids.SignedData)
        {
            throw new AsnContentException("The content is not signed data.");
        }

        var signed = info.ReadSequence(Zero).ReadSequence();
        signed.ReadEncodedValue();
        signed.ReadEncodedValue();
        signed.ReadEncodedValue();
        var certificates = new List<byte[]>();
        if (signed.NextIs(Zero))
        {
            var set = signed.ReadSetOf(skipSortOrderValidation: true, Zero);
            while (set.HasData)
            {
                var isCertificate = set.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence);
                var value = set.ReadEncodedValue();
                if (isCertificate)
                {
                    certificates.Add(value.ToArray());
                }
            }
        }

        return certificates;
    }

    private static void WriteEmptySet(AsnWriter writer)
    {
        using var _ = writer.PushSetOf();
    }
}
