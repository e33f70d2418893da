using System.Security.Cryptography;

namespace Mim.Core.Ports;

/// <summary>A key whose algorithm leaves the hash open, so that a protocol may choose it: RSA.</summary>
public interface ISignsWithHash : ISigningKey
{
    /// <summary>Signs with that hash: RSA PKCS#1 v1.5 (RFC 8017 section 8.2).</summary>
    /// <param name="data">What is signed.</param>
    /// <param name="hash">SHA-256, SHA-384 or SHA-512.</param>
    byte[] Sign(ReadOnlySpan<byte> data, HashAlgorithmName hash);
}
