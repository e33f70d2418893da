using Mim.Core.Issuing;

namespace Mim.Core.Ports;

/// <summary>A key that signs; it may live in hardware. Not thread-safe: one per worker.</summary>
public interface ISigningKey : IDisposable
{
    KeyAlgorithm Algorithm { get; }

    /// <summary>DER SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).</summary>
    ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    /// <summary>
    /// Signs as X.509 wants it: ECDSA as a DER sequence with the curve's hash (SHA-256, 384, 512), RSA PKCS#1 v1.5 with
    /// SHA-256, Ed25519 raw (RFC 8410).
    /// </summary>
    byte[] Sign(ReadOnlySpan<byte> data);
}
