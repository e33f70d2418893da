using System.Security.Cryptography;
using Mim.Core.Issuing;

namespace Mim.Pki.Certificates;

internal static class KeyIdentifiers
{
    private const int Length = 20;

    /// <summary>The leftmost 160 bits of the SHA-256 of the public key's octets (RFC 7093 section 2, method 1).</summary>
    public static byte[] Of(PublicKeyInfo key) => SHA256.HashData(key.Key.Span)[..Length];
}
