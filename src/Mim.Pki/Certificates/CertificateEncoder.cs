using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Pki.Keys;
using Mim.Pki.Names;

namespace Mim.Pki.Certificates;

/// <summary>Writes certificates octet by octet and signs them at once; nothing is parsed back on the way.</summary>
public sealed class CertificateEncoder : ICertificateEncoder
{
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);

    public byte[] Encode(CertificateSpec spec, ISigningKey issuer)
    {
        if (spec.NotAfter < spec.NotBefore)
        {
            throw new MimException(MimErrorCause.InvalidArgument, "The certificate would end before it begins.", spec.Subject);
        }

        var subject = DistinguishedName.Encode(spec.Subject);
        var subjectIsEmpty = subject.Length == 2;
        if (subjectIsEmpty && (spec.Names.IsEmpty || spec.IssuerName is null || spec.Profile == CertificateProfile.Authority))
        {
            throw new MimException(
                MimErrorCause.InvalidName,
                "A certificate needs a subject or an alternative name, and an authority needs a subject (RFC 5280 section 4.1.2.6).");
        }

        var algorithm = SignatureAlgorithms.Of(issuer.Algorithm);
        var writer = new AsnWriter(AsnEncodingRules.DER, 1024);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(VersionTag))
            {
                writer.WriteInteger(2);
            }

            writer.WriteIntegerUnsigned(MinimalSerial(spec.SerialNumber));
            writer.WriteEncodedValue(algorithm);
            writer.WriteEncodedValue(spec.IssuerName ?? subject);
            using (writer.PushSequence())
            {
                writer.WriteTime(spec.NotBefore);
                writer.WriteTime(spec.NotAfter);
            }

            writer.WriteEncodedValue(subject);
            writer.WriteEncodedValue(spec.SubjectPublicKeyInfo.Span);
            using (writer.PushSequence(ExtensionsTag))
            using (writer.PushSequence())
            {
                ExtensionWriter.WriteAll(writer, spec, subjectIsEmpty, issuer);
            }
        }

        return Asn1Writing.Sign(writer, algorithm, issuer);
    }

    // Positive and at most 20 octets with the sign's octet (RFC 5280 section 4.1.2.2).
    private static ReadOnlySpan<byte> MinimalSerial(byte[] serial)
    {
        var minimal = serial.AsSpan().TrimStart((byte)0);
        return minimal.Length is > 0 and < 20 || (minimal.Length == 20 && minimal[0] < 0x80)
            ? minimal
            : throw new MimException(MimErrorCause.InvalidArgument, "A serial number is positive and has at most 20 octets.");
    }
}
