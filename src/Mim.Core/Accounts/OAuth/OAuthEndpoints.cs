namespace Mim.Core.Accounts.OAuth;

/// <summary>What an authorization server says of itself (RFC 8414 section 2).</summary>
/// <param name="Issuer">By which it is known.</param>
/// <param name="TokenEndpoint">Where access tokens are given out.</param>
/// <param name="RegistrationEndpoint">Where clients are registered; null when none are.</param>
public sealed record OAuthEndpoints(string Issuer, string TokenEndpoint, string? RegistrationEndpoint);
