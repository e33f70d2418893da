using Mim.Core.Sealing;
using Mim.Core.Tokens.Jose;

namespace Mim.Core.Ports;

/// <summary>JSON Web Tokens, signed, in the compact form (RFC 7515 section 3.1). Thread-safe.</summary>
public interface IJsonWebTokenCodec
{
    /// <summary>A token in ASCII, in a buffer that the caller disposes: ES256, EdDSA (RFC 8037) or RS256, as the key is.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: a key of another sort.</exception>
    KeyMaterial Sign(TokenClaims claims, string keyId, ISigningKey key);

    /// <summary>Takes a token apart and believes nothing of it.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidToken"/>: no token, larger than 16 KiB, members twice, or with extensions that must be understood (crit).
    /// </exception>
    JsonWebToken Read(ReadOnlySpan<byte> token);

    /// <summary>Whether the key made the signature. The key says by which algorithm; a header that says another is wrong.</summary>
    bool Verify(JsonWebToken token, PublishedKey key);
}
