using Mim.Core.Identities;
using Mim.Core.Issuing;

namespace Mim.Core.Tokens;

/// <summary>An authority of tokens that is wanted: a key that signs JSON Web Tokens. A year when no lifetime is said.</summary>
public sealed record NewTokenAuthority : NewIdentity
{
    public NewTokenAuthority() => Criticality = Identities.Criticality.Critical;

    /// <summary>P-256 for ES256, Ed25519 for EdDSA, RSA for RS256.</summary>
    public KeyAlgorithm KeyAlgorithm { get; init; } = KeyAlgorithm.EcdsaP256;

    /// <summary>What tokens name as their issuer (<c>iss</c>); null for the name of the authority.</summary>
    public string? Issuer { get; init; }

    /// <summary>The longest life of a token, and how long a key that was replaced is still published.</summary>
    public TimeSpan LongestToken { get; init; } = TimeSpan.FromHours(1);
}
