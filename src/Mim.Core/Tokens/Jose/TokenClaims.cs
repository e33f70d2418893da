namespace Mim.Core.Tokens.Jose;

/// <summary>What a JSON Web Token is to say (RFC 7519 section 4.1). Times are UTC and written in whole seconds.</summary>
public sealed record TokenClaims
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public IReadOnlyList<string> Audiences { get; init; } = [];

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public required string TokenId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
