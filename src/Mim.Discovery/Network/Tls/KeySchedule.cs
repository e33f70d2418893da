using System.Security.Cryptography;
using System.Text;

namespace Mim.Discovery.Network.Tls;

/// <summary>Derives what a server encrypts its handshake with (RFC 8446 section 7.1).</summary>
internal static class KeySchedule
{
    private const int LongestHash = 64;

    /// <summary>The secret of the server's handshake traffic.</summary>
    /// <param name="shared">What the key shares agree on.</param>
    /// <param name="transcript">Hash of the messages up to the server's hello.</param>
    public static byte[] ServerSecret(Tls13Suite suite, ReadOnlySpan<byte> shared, ReadOnlySpan<byte> transcript)
    {
        Span<byte> zeros = stackalloc byte[suite.HashSize];
        Span<byte> early = stackalloc byte[suite.HashSize];
        Span<byte> derived = stackalloc byte[suite.HashSize];
        Span<byte> handshake = stackalloc byte[suite.HashSize];
        Span<byte> empty = stackalloc byte[suite.HashSize];
        CryptographicOperations.HashData(suite.Hash, [], empty);
        zeros.Clear();
        HKDF.Extract(suite.Hash, zeros, zeros, early);
        ExpandLabel(suite, early, "derived", empty, derived);
        HKDF.Extract(suite.Hash, shared, derived, handshake);
        var secret = new byte[suite.HashSize];
        ExpandLabel(suite, handshake, "s hs traffic", transcript, secret);
        return secret;
    }

    public static void ExpandLabel(Tls13Suite suite, ReadOnlySpan<byte> secret, string label, ReadOnlySpan<byte> context, Span<byte> output)
    {
        var full = "tls13 " + label;
        var info = new TlsWriter(stackalloc byte[4 + 32 + LongestHash]);
        info.Number16(output.Length);
        info.Octet((byte)full.Length);
        info.Octets(Encoding.ASCII.GetBytes(full));
        info.Octet((byte)context.Length);
        info.Octets(context);
        HKDF.Expand(suite.Hash, secret, output, info.Written);
    }
}
