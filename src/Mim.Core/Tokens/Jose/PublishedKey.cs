namespace Mim.Core.Tokens.Jose;

/// <summary>A public key by which tokens are verified (RFC 7517).</summary>
/// <param name="KeyId">By which tokens name it; null where a set of others gives none.</param>
/// <param name="Algorithm">The one algorithm it verifies: <c>ES256</c>, <c>EdDSA</c> or <c>RS256</c>.</param>
/// <param name="SubjectPublicKeyInfo">DER (RFC 5280 section 4.1.2.7).</param>
public sealed record PublishedKey(string? KeyId, string Algorithm, ReadOnlyMemory<byte> SubjectPublicKeyInfo);
