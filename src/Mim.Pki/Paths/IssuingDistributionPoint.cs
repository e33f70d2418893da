using System.Formats.Asn1;
using Mim.Pki.Certificates;
using Mim.Pki.Names;

namespace Mim.Pki.Paths;

/// <summary>What a list is about (RFC 5280 section 5.2.5).</summary>
/// <param name="Urls">Where it lies; empty when it does not say.</param>
/// <param name="Only">User certificates (1), authorities (2) or neither (null).</param>
/// <param name="IsPartial">It leaves reasons out or is about attribute certificates.</param>
/// <param name="IsIndirect">It has entries of other issuers.</param>
internal sealed record IssuingDistributionPoint(IReadOnlyList<string> Urls, int? Only, bool IsPartial, bool IsIndirect)
{
    public static IssuingDistributionPoint Read(ReadOnlyMemory<byte> value)
    {
        List<string> urls = [];
        int? only = null;
        bool isPartial = false, isIndirect = false;
        var sequence = Asn1Reading.ReadWholeSequence(value);
        while (sequence.HasData)
        {
            var tag = sequence.PeekTag();
            switch (tag.TagValue)
            {
                case 0:
                    urls.AddRange(ReadUrls(sequence.ReadSequence(tag)));
                    break;
                case 1 or 2:
                    only = sequence.ReadBoolean(tag) ? tag.TagValue : only;
                    break;
                case 3:
                    sequence.ReadEncodedValue();
                    isPartial = true;
                    break;
                case 4:
                    isIndirect = sequence.ReadBoolean(tag);
                    break;
                case 5:
                    isPartial |= sequence.ReadBoolean(tag);
                    break;
                default:
                    throw new AsnContentException("An issuing distribution point has an unknown field.");
            }
        }

        return new IssuingDistributionPoint(urls, only, isPartial, isIndirect);
    }

    /// <summary>A list that names its place is only about certificates that name the same place.</summary>
    public bool Covers(ParsedCertificate certificate) =>
        Only != (certificate.Values.IsAuthority ? 1 : 2)
        && (Urls.Count == 0 || Urls.Intersect(certificate.Values.CrlUrls, StringComparer.Ordinal).Any());

    private static IEnumerable<string> ReadUrls(AsnReader name)
    {
        var full = new Asn1Tag(TagClass.ContextSpecific, 0);
        return name.NextIs(full)
            ? GeneralNameReader.ReadUris(name.ReadSequence(full))
            : throw new AsnContentException("The place has no full name.");
    }
}
