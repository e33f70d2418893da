using System.Formats.Asn1;

namespace Mim.Discovery.Files;

/// <summary>
/// Tells by its first tags what lies in DER beside certificates, under the same names: requests, revocation lists, keys, messages.
/// </summary>
internal static class OtherDer
{
    private const int Pkcs12Version = 3;

    public static bool Is(ReadOnlyMemory<byte> content)
    {
        try
        {
            var reader = new AsnReader(content, AsnEncodingRules.DER);
            var outer = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            return IsKeyOrMessage(outer) || IsSigned(outer);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    // Private keys begin with a version (RFC 5208, 5915, 8017), and so does PKCS#12, with its own; messages with their type (RFC 5652).
    private static bool IsKeyOrMessage(AsnReader outer)
    {
        var tag = outer.PeekTag();
        return tag.HasSameClassAndValue(Asn1Tag.ObjectIdentifier)
            || (tag.HasSameClassAndValue(Asn1Tag.Integer) && (!outer.TryReadInt32(out var version) || version != Pkcs12Version));
    }

    // A sequence first: an algorithm before a key (RFC 5208 section 6, RFC 5280 section 4.1), or what is signed before the algorithm.
    private static bool IsSigned(AsnReader outer)
    {
        var first = outer.ReadSequence();
        var second = outer.PeekTag();
        if (second.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString) || second.HasSameClassAndValue(Asn1Tag.PrimitiveBitString))
        {
            return first.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier);
        }

        if (first.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            first.ReadIntegerBytes();
        }

        // Version, name and key (RFC 2986 section 4.1); or algorithm, issuer and time (RFC 5280 section 5.1).
        var (third, fourth) = (first.ReadSequence(), first.ReadSequence());
        return IsRequest(third, fourth) || (first.HasData && IsTime(first.PeekTag()));
    }

    private static bool IsRequest(AsnReader name, AsnReader key) =>
        (!name.HasData || name.PeekTag().HasSameClassAndValue(Asn1Tag.SetOf)) && key.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence);

    private static bool IsTime(Asn1Tag tag) =>
        tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);
}
