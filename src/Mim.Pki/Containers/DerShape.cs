using System.Formats.Asn1;

namespace Mim.Pki.Containers;

/// <summary>Tells binary formats apart by their first tags, without reading them.</summary>
internal static class DerShape
{
    private const int Pkcs12Version = 3;

    /// <summary>A certificate (RFC 5280 section 4.1): requests and revocation lists differ in their third or fourth field.</summary>
    public static bool IsCertificate(ReadOnlyMemory<byte> content) => Fits(content, sequence =>
    {
        var inner = sequence.ReadSequence();
        var version = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        if (inner.NextIs(version))
        {
            inner.ReadEncodedValue();
        }

        inner.ReadIntegerBytes();
        return inner.ReadSequence().NextIs(Asn1Tag.ObjectIdentifier)
            && IsSequence(inner.ReadEncodedValue())
            && inner.NextIs(Asn1Tag.Sequence);
    });

    /// <summary>Signed data (RFC 5652 section 5.1).</summary>
    public static bool IsPkcs7(ReadOnlyMemory<byte> content) =>
        Fits(content, sequence => sequence.NextIs(Asn1Tag.ObjectIdentifier) && sequence.ReadObjectIdentifier() == Oids.SignedData);

    /// <summary>PKCS#12 (RFC 7292 section 4).</summary>
    public static bool IsPfx(ReadOnlyMemory<byte> content) => Fits(content, sequence =>
        sequence.NextIs(Asn1Tag.Integer) && sequence.TryReadInt32(out var version) && version == Pkcs12Version
        && IsSequence(sequence.PeekEncodedValue())
        && sequence.ReadSequence().NextIs(Asn1Tag.ObjectIdentifier));

    private static bool Fits(ReadOnlyMemory<byte> content, Func<AsnReader, bool> shape)
    {
        if (content.Length < 2 || content.Span[0] != 0x30)
        {
            return false;
        }

        try
        {
            return shape(new AsnReader(content, AsnEncodingRules.BER).ReadSequence());
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static bool IsSequence(ReadOnlyMemory<byte> value) => value.Span[0] == 0x30;
}
