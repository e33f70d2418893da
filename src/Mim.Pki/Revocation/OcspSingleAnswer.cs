using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Revocation;
using Mim.Pki.Certificates;

namespace Mim.Pki.Revocation;

/// <summary>One answer within a response (RFC 6960 section 4.2.1, SingleResponse).</summary>
internal static class OcspSingleAnswer
{
    private static readonly Asn1Tag _good = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag _revoked = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag _field = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Null when it is about another certificate.</summary>
    /// <exception cref="AsnContentException">It is malformed.</exception>
    public static OcspAnswer? Read(ReadOnlyMemory<byte> der, CertificateFacts certificate, ParsedCertificate? issuer)
    {
        var single = Asn1Reading.ReadWholeSequence(der);
        if (!IsAbout(single.ReadSequence(), certificate, issuer))
        {
            return null;
        }

        var answer = ReadStatus(single);
        answer = answer with { ThisUpdate = Asn1Reading.ReadTime(single) };
        if (single.NextIs(_field))
        {
            var next = single.ReadSequence(_field);
            answer = answer with { NextUpdate = Asn1Reading.ReadTime(next) };
            next.ThrowIfNotEmpty();
        }

        return answer;
    }

    // The issuer's key is known only where the issuer is at hand; its name always is.
    private static bool IsAbout(AsnReader id, CertificateFacts certificate, ParsedCertificate? issuer)
    {
        var algorithm = id.ReadSequence().ReadObjectIdentifier();
        var (nameHash, keyHash) = (id.ReadOctetString(), id.ReadOctetString());
        return SerialNumbers.Format(id.ReadIntegerBytes().Span) == certificate.SerialNumber
            && Hash(algorithm, certificate.IssuerName)?.AsSpan().SequenceEqual(nameHash) == true
            && (issuer is null || Hash(algorithm, issuer.Key.Key.Span)!.AsSpan().SequenceEqual(keyHash));
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6960 section 4.1.1: names the issuer and proves nothing; most responders use SHA-1.")]
    private static byte[]? Hash(string algorithm, ReadOnlySpan<byte> octets) => algorithm switch
    {
        Oids.Sha1 => SHA1.HashData(octets),
        Oids.Sha256 => SHA256.HashData(octets),
        Oids.Sha384 => SHA384.HashData(octets),
        Oids.Sha512 => SHA512.HashData(octets),
        _ => null,
    };

    private static OcspAnswer ReadStatus(AsnReader single)
    {
        if (!single.NextIs(_revoked))
        {
            var status = single.NextIs(_good) ? OcspStatus.Good : OcspStatus.Unknown;
            single.ReadEncodedValue();
            return new OcspAnswer { Status = status, ThisUpdate = default };
        }

        var revoked = single.ReadSequence(_revoked);
        var at = Asn1Reading.ReadTime(revoked);
        return new OcspAnswer { Status = OcspStatus.Revoked, ThisUpdate = default, RevokedAt = at, Reason = ReadReason(revoked) };
    }

    private static RevocationReason? ReadReason(AsnReader revoked)
    {
        if (!revoked.NextIs(_field))
        {
            return null;
        }

        var octets = revoked.ReadSequence(_field).ReadEnumeratedBytes();
        return octets.Length == 1 && Enum.IsDefined((RevocationReason)octets.Span[0]) ? (RevocationReason)octets.Span[0] : null;
    }
}
