using System.Text.Json.Serialization;
using Mim.Core.Delivery;

namespace Mim.Core.Accounts.OAuth;

/// <summary>
/// Where a client of an authorization server is kept. Addresses are absolute URIs, as text. Never a secret.
/// </summary>
public sealed record OAuthClientSettings : TargetSettings
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    public required OAuthAuthentication Authentication { get; init; }

    /// <summary>Where it gets access tokens (RFC 6749 section 3.2).</summary>
    public required string TokenEndpoint { get; init; }

    /// <summary>Whom its signed tokens are for (RFC 7523 section 3); null for the token endpoint.</summary>
    public string? Issuer { get; init; }

    /// <summary>Where clients are registered (RFC 7591 section 3): each version of a secret is a client of its own.</summary>
    public string? RegistrationEndpoint { get; init; }

    /// <summary>Where the one client of a key pair is managed (RFC 7592 section 2).</summary>
    public string? ClientEndpoint { get; init; }

    /// <summary>
    /// The secret that is the registration access token of the client, or the initial access token of the registration endpoint; null where
    /// everybody may register.
    /// </summary>
    public Guid? AdministratorId { get; init; }

    /// <summary>What access is asked for, words with blanks between (RFC 6749 section 3.3); null for what is usual.</summary>
    public string? Scope { get; init; }

    /// <summary>Full path of a PEM file with the authorities that the server's certificate is trusted by; null for the machine's own.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>How long each request may take.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Whether the client is known by keys that it publishes, and not by a secret.</summary>
    [JsonIgnore]
    public bool HasKeys => Authentication == OAuthAuthentication.PrivateKeyJwt;

    internal override string Place => ClientEndpoint ?? RegistrationEndpoint ?? TokenEndpoint;

    internal override FileTargetSettings? FileSettings => null;

    internal override bool IsOfMachine => AuthorityFile is not null;
}
