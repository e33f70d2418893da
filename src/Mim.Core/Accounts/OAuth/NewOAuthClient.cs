using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Sealing;

namespace Mim.Core.Accounts.OAuth;

/// <summary>An OAuth client that is to be known and rotated, as the user says it. Secrets stay the caller's.</summary>
public sealed record NewOAuthClient : NewIdentity
{
    public required OAuthClientSettings Settings { get; init; }

    /// <summary>
    /// The client; null for one that is registered by the first delivery. One that publishes keys has an id.
    /// </summary>
    public string? ClientId { get; init; }

    /// <summary>
    /// The secret that it has, in UTF-8, or its private key in PEM (PKCS#8). Null to have one made, which its first delivery brings there.
    /// </summary>
    public KeyMaterial? Credential { get; init; }

    /// <summary>Where the client of <see cref="Credential"/> is managed, for a secret: when it is replaced, it is deleted there.</summary>
    public string? ClientEndpoint { get; init; }

    /// <summary>Its registration access token, in ASCII; for a secret.</summary>
    public KeyMaterial? ClientToken { get; init; }

    /// <summary>Of the keys that are made.</summary>
    public KeyAlgorithm KeyAlgorithm { get; init; } = KeyAlgorithm.EcdsaP256;

    /// <summary>Name of the secret that is <see cref="OAuthClientSettings.AdministratorId"/>.</summary>
    public string? Administrator { get; init; }
}
