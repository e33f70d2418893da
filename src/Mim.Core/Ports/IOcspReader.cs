using Mim.Core.Issuing;
using Mim.Core.Revocation;

namespace Mim.Core.Ports;

/// <summary>OCSP responses of strangers (RFC 6960 section 4.2.1).</summary>
public interface IOcspReader
{
    /// <summary>What a response says of a certificate.</summary>
    /// <param name="response">DER of an OCSPResponse.</param>
    /// <param name="certificate">The certificate in question.</param>
    /// <param name="issuers">Certificates among which its issuer may be: DER.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidOcspResponse"/>: it is malformed, tells of an error or of other certificates only.
    /// </exception>
    OcspAnswer Read(ReadOnlyMemory<byte> response, CertificateFacts certificate, IReadOnlyList<byte[]> issuers);
}
