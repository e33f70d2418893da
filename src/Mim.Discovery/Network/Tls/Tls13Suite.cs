using System.Security.Cryptography;

namespace Mim.Discovery.Network.Tls;

/// <summary>Hash and cipher of a suite of TLS 1.3 (RFC 8446 appendix B.4).</summary>
internal sealed record Tls13Suite(HashAlgorithmName Hash, int HashSize, int KeySize, bool IsChaCha)
{
    private static readonly Tls13Suite _aes128 = new(HashAlgorithmName.SHA256, SHA256.HashSizeInBytes, 16, false);
    private static readonly Tls13Suite _aes256 = new(HashAlgorithmName.SHA384, SHA384.HashSizeInBytes, 32, false);
    private static readonly Tls13Suite _chaCha = new(HashAlgorithmName.SHA256, SHA256.HashSizeInBytes, 32, true);

    /// <exception cref="EndpointException">It was not offered.</exception>
    public static Tls13Suite Of(ushort suite) => suite switch
    {
        0x1301 => _aes128,
        0x1302 => _aes256,
        0x1303 => _chaCha,
        _ => throw EndpointException.Handshake($"it chose the cipher suite {CipherSuites.Name(suite)}, which was not offered"),
    };
}
