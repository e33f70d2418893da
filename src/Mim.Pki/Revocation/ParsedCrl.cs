using System.Formats.Asn1;
using Mim.Pki.Certificates;
using Mim.Pki.Signatures;

namespace Mim.Pki.Revocation;

/// <summary>A CRL taken apart, its entries left alone until they are asked for (RFC 5280 section 5.1).</summary>
internal sealed class ParsedCrl
{
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0);

    private ParsedCrl(SignedObject signed) => Signed = signed;

    public SignedObject Signed { get; }

    public ReadOnlyMemory<byte> Issuer { get; private set; }

    public DateTimeOffset ThisUpdate { get; private set; }

    public DateTimeOffset? NextUpdate { get; private set; }

    /// <summary>DER of the sequence of entries; null when there are none.</summary>
    public ReadOnlyMemory<byte>? Entries { get; private set; }

    public ExtensionSet Extensions { get; } = new();

    /// <exception cref="AsnContentException">It is malformed.</exception>
    public static ParsedCrl Read(ReadOnlyMemory<byte> der)
    {
        var result = new ParsedCrl(SignedObject.Read(der));
        var content = Asn1Reading.ReadWholeSequence(result.Signed.Content);
        if (content.NextIs(Asn1Tag.Integer) && !(content.TryReadInt32(out var version) && version == 1))
        {
            throw new AsnContentException("The version is unknown.");
        }

        if (!content.ReadEncodedValue().Span.SequenceEqual(result.Signed.Algorithm.Span))
        {
            throw new AsnContentException("The two signature algorithms differ.");
        }

        result.Issuer = content.ReadEncodedValue();
        result.ThisUpdate = Asn1Reading.ReadTime(content);
        if (content.NextIs(Asn1Tag.UtcTime) || content.NextIs(Asn1Tag.GeneralizedTime))
        {
            result.NextUpdate = Asn1Reading.ReadTime(content);
        }

        if (content.NextIs(Asn1Tag.Sequence))
        {
            result.Entries = content.ReadEncodedValue();
        }

        if (content.NextIs(ExtensionsTag))
        {
            result.Extensions.Read(content.ReadSequence(ExtensionsTag));
        }

        content.ThrowIfNotEmpty();
        return result;
    }
}
