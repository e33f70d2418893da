using Mim.Core.Issuing;

namespace Mim.Core.Ports;

/// <summary>Encodes and signs a certificate (RFC 5280 section 4.1). Thread-safe.</summary>
public interface ICertificateEncoder
{
    /// <summary>DER of the certificate for <paramref name="spec"/>, signed by <paramref name="issuer"/>.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidName"/>: a name that cannot be encoded.</exception>
    byte[] Encode(CertificateSpec spec, ISigningKey issuer);
}
