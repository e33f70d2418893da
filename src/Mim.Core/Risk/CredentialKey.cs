using System.Security.Cryptography;
using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>The public key of a credential, in the one form that keys of certificates and of SSH have in common.</summary>
/// <param name="SubjectPublicKeyInfo">DER (RFC 5280 section 4.1.2.7).</param>
/// <param name="Certificate">What the certificate says; null for a bare key.</param>
/// <param name="SshBlob">The key in wire format (RFC 4253 section 6.6); null when it came in another.</param>
internal sealed record CredentialKey(ReadOnlyMemory<byte> SubjectPublicKeyInfo, CertificateFacts? Certificate = null, byte[]? SshBlob = null)
{
    /// <summary>SHA-256 of the SubjectPublicKeyInfo, upper-case hexadecimal: the same in whatever form the key came.</summary>
    public string Fingerprint { get; } = Convert.ToHexString(SHA256.HashData(SubjectPublicKeyInfo.Span));
}
