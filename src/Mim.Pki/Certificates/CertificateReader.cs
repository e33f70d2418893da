using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Pki.Names;
using Mim.Pki.Signatures;

namespace Mim.Pki.Certificates;

/// <summary>Reads certificates and requests with strict DER rules; a length never makes it allocate more than the input holds.</summary>
public sealed class CertificateReader : ICertificateReader
{
    public CertificateFacts Read(ReadOnlyMemory<byte> der)
    {
        // A copy: facts outlive the caller's buffer.
        var owned = der.ToArray();
        var certificate = ParsedCertificate.Read(owned);
        var values = certificate.Values;
        return new CertificateFacts
        {
            Der = owned,
            Subject = NameFormatter.Format(certificate.Subject),
            Issuer = NameFormatter.Format(certificate.Issuer),
            SubjectName = certificate.Subject.ToArray(),
            IssuerName = certificate.Issuer.ToArray(),
            SerialNumber = certificate.SerialNumber,
            NotBefore = certificate.NotBefore,
            NotAfter = certificate.NotAfter,
            SubjectPublicKeyInfo = certificate.SubjectPublicKeyInfo.ToArray(),
            KeyAlgorithm = certificate.KeyAlgorithm,
            SignatureAlgorithm = certificate.Signed.ReadAlgorithm(),
            Names = values.Names.Names,
            CommonName = NameFormatter.CommonName(certificate.Subject),
            IsAuthority = values.IsAuthority,
            PathLength = values.PathLength,
            NameConstraints = values.Constraints is var (permitted, excluded)
                ? new NameConstraints { Permitted = permitted.Names, Excluded = excluded.Names }
                : null,
            KeyUsage = (int?)values.KeyUsage,
            ExtendedKeyUsages = values.Purposes ?? [],
            SubjectKeyIdentifier = values.SubjectKeyIdentifier,
            AuthorityKeyIdentifier = values.AuthorityKeyIdentifier,
            CrlUrls = values.CrlUrls,
            OcspUrls = values.OcspUrls,
            Fingerprint = Convert.ToHexString(SHA256.HashData(owned)),
            KeyFingerprint = Convert.ToHexString(SHA256.HashData(certificate.SubjectPublicKeyInfo.Span)),
        };
    }

    public RequestFacts ReadRequest(ReadOnlyMemory<byte> request) => RequestParser.Read(request);

    public bool IsSignedBy(ReadOnlyMemory<byte> der, ReadOnlyMemory<byte> issuerPublicKeyInfo)
    {
        try
        {
            return SignatureVerifier.Verify(SignedObject.Read(der), issuerPublicKeyInfo);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
