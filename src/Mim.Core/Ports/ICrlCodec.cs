using Mim.Core.Revocation;

namespace Mim.Core.Ports;

/// <summary>Certificate revocation lists (RFC 5280 section 5).</summary>
public interface ICrlCodec
{
    /// <summary>DER of a full CRL, signed by <paramref name="issuer"/>.</summary>
    byte[] Encode(CrlSpec spec, ISigningKey issuer);

    /// <summary>Reads a DER or PEM list.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidRevocationList"/>.</exception>
    CrlFacts Read(ReadOnlyMemory<byte> crl);
}
