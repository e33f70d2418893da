using Mim.Core.Tokens.Jose;

namespace Mim.Core.Ports;

/// <summary>Sets of public keys (RFC 7517, RFC 7518 section 6, RFC 8037). Thread-safe.</summary>
public interface IJsonWebKeyCodec
{
    /// <summary>UTF-8.</summary>
    byte[] Write(IReadOnlyList<PublishedKey> keys);

    /// <summary>Keys that verify ES256, EdDSA or RS256; others are passed over (RFC 7517 section 5).</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: no set of keys, or larger than 1 MiB.</exception>
    IReadOnlyList<PublishedKey> Read(ReadOnlyMemory<byte> json);

    /// <summary>The one algorithm that a key verifies.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: none of the three.</exception>
    string AlgorithmOf(ReadOnlyMemory<byte> subjectPublicKeyInfo);
}
