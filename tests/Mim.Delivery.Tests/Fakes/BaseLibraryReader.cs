using System.Security.Cryptography.X509Certificates;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Delivery.Tests.Fakes;

internal sealed class BaseLibraryReader : ICertificateReader
{
    public CertificateFacts Read(ReadOnlyMemory<byte> der)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
        return new CertificateFacts
        {
            Der = der.ToArray(),
            Subject = certificate.Subject,
            Issuer = certificate.Issuer,
            SubjectName = certificate.SubjectName.RawData,
            IssuerName = certificate.IssuerName.RawData,
            SerialNumber = certificate.SerialNumber,
            NotBefore = certificate.NotBefore.ToUniversalTime(),
            NotAfter = certificate.NotAfter.ToUniversalTime(),
            SubjectPublicKeyInfo = certificate.PublicKey.ExportSubjectPublicKeyInfo(),
            KeyAlgorithm = "EcdsaP256",
            SignatureAlgorithm = certificate.SignatureAlgorithm.Value!,
            Fingerprint = "",
            KeyFingerprint = "",
        };
    }

    public RequestFacts ReadRequest(ReadOnlyMemory<byte> request) => throw new NotSupportedException();

    public bool IsSignedBy(ReadOnlyMemory<byte> der, ReadOnlyMemory<byte> issuerPublicKeyInfo) => throw new NotSupportedException();
}
