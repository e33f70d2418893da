using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Pki.Certificates;
using Mim.Pki.Signatures;

namespace Mim.Pki.Revocation;

/// <summary>Reads OCSP responses and checks who signed them; what it makes grows only with the input.</summary>
public sealed class OcspReader : IOcspReader
{
    public OcspAnswer Read(ReadOnlyMemory<byte> response, CertificateFacts certificate, IReadOnlyList<byte[]> issuers)
    {
        var issuer = IssuerAmong(issuers, certificate);
        try
        {
            var parsed = ParsedOcspResponse.Read(response);
            var answer = parsed.Answers.Select(single => OcspSingleAnswer.Read(single, certificate, issuer)).FirstOrDefault(found => found is not null)
                ?? throw new MimException(MimErrorCause.InvalidOcspResponse, "The OCSP response tells of other certificates only.");
            return answer with { IsSigned = issuer is null ? null : OcspSigners.HaveSigned(parsed, issuer) };
        }
        catch (Exception exception) when (exception is AsnContentException or ArgumentException or OverflowException or FormatException)
        {
            throw new MimException(MimErrorCause.InvalidOcspResponse, "The OCSP response cannot be read: it is malformed.", inner: exception);
        }
    }

    /// <summary>Null when none of them has signed the certificate.</summary>
    private static ParsedCertificate? IssuerAmong(IReadOnlyList<byte[]> issuers, CertificateFacts certificate)
    {
        var leaf = ParsedCertificate.Read(certificate.Der);
        foreach (var der in issuers)
        {
            try
            {
                var issuer = ParsedCertificate.Read(der);
                if (issuer.Subject.Span.SequenceEqual(leaf.Issuer.Span) && SignatureVerifier.Verify(leaf.Signed, issuer.SubjectPublicKeyInfo))
                {
                    return issuer;
                }
            }
            catch (MimException exception) when (exception.Cause == MimErrorCause.InvalidCertificate)
            {
                // Who cannot be read cannot be it.
            }
        }

        return null;
    }
}
