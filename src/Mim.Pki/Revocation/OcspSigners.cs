using Mim.Core;
using Mim.Pki.Certificates;
using Mim.Pki.Signatures;

namespace Mim.Pki.Revocation;

/// <summary>Who may sign for an issuer: itself, or whom it gave a certificate for that (RFC 6960 section 4.2.2.2).</summary>
internal static class OcspSigners
{
    public static bool HaveSigned(ParsedOcspResponse response, ParsedCertificate issuer) =>
        SignatureVerifier.Verify(response.Signed, issuer.SubjectPublicKeyInfo)
        || response.Certificates.Any(der => Delegate(der, issuer, response.ProducedAt) is { } signer
            && SignatureVerifier.Verify(response.Signed, signer.SubjectPublicKeyInfo));

    private static ParsedCertificate? Delegate(ReadOnlyMemory<byte> der, ParsedCertificate issuer, DateTimeOffset at)
    {
        try
        {
            var signer = ParsedCertificate.Read(der);
            return signer.Issuer.Span.SequenceEqual(issuer.Subject.Span)
                && signer.Values.Purposes?.Contains(Oids.OcspSigning) == true
                && signer.NotBefore <= at && at <= signer.NotAfter
                && SignatureVerifier.Verify(signer.Signed, issuer.SubjectPublicKeyInfo)
                ? signer
                : null;
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.InvalidCertificate)
        {
            return null;
        }
    }
}
