using Mim.Core.Issuing;

namespace Mim.Core.Ports;

/// <summary>Reads what strangers sent. Bounded in time and memory by the length of the input.</summary>
public interface ICertificateReader
{
    /// <summary>Reads one DER certificate (RFC 5280).</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidCertificate"/>.</exception>
    CertificateFacts Read(ReadOnlyMemory<byte> der);

    /// <summary>Reads a DER or PEM request (RFC 2986) and checks that its key signed it.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidRequest"/>.</exception>
    RequestFacts ReadRequest(ReadOnlyMemory<byte> request);

    /// <summary>Whether <paramref name="issuerPublicKeyInfo"/> (DER) signed the certificate or CRL in <paramref name="der"/>.</summary>
    bool IsSignedBy(ReadOnlyMemory<byte> der, ReadOnlyMemory<byte> issuerPublicKeyInfo);
}
