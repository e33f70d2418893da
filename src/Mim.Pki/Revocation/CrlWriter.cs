using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Pki.Certificates;
using Mim.Pki.Keys;

namespace Mim.Pki.Revocation;

/// <summary>RFC 5280 section 5.1. Entries go straight into their octets: a list of a million takes some 40 MB a copy.</summary>
internal static class CrlWriter
{
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0);

    public static byte[] Write(CrlSpec spec, ISigningKey issuer)
    {
        if (spec.NextUpdate <= spec.ThisUpdate)
        {
            throw new MimException(MimErrorCause.InvalidArgument, "The revocation list would be out of date at once.");
        }

        var algorithm = SignatureAlgorithms.Of(issuer.Algorithm);
        var entries = CrlEntryWriter.WriteAll(spec.Entries);
        var writer = new AsnWriter(AsnEncodingRules.DER, entries.Length + 1024);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteEncodedValue(algorithm);
            writer.WriteEncodedValue(spec.IssuerName);
            writer.WriteTime(spec.ThisUpdate);
            writer.WriteTime(spec.NextUpdate);
            if (entries.Length > 0)
            {
                writer.WriteEncodedValue(entries);
            }

            using (writer.PushSequence(ExtensionsTag))
            using (writer.PushSequence())
            {
                WriteExtensions(writer, spec);
            }
        }

        return Asn1Writing.Sign(writer, algorithm, issuer);
    }

    private static void WriteExtensions(AsnWriter writer, CrlSpec spec)
    {
        ExtensionWriter.WriteKeyIdentifier(writer, spec.AuthorityKeyIdentifier);
        using (ExtensionWriter.Push(writer, Oids.CrlNumber))
        {
            writer.WriteInteger(spec.Number);
        }

        if (spec.DistributionPoints.Count > 0)
        {
            using (ExtensionWriter.Push(writer, Oids.IssuingDistributionPoint, critical: true))
            using (writer.PushSequence())
            {
                ExtensionWriter.WriteDistributionPointName(writer, spec.DistributionPoints);
            }
        }
    }
}
