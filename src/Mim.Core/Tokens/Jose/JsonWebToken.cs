namespace Mim.Core.Tokens.Jose;

/// <summary>A JSON Web Token taken apart (RFC 7519), its signature not yet checked. Times are UTC.</summary>
public sealed record JsonWebToken
{
    /// <summary>What the header says; the key that it names must say the same.</summary>
    public required string Algorithm { get; init; }

    public string? KeyId { get; init; }

    public string? Issuer { get; init; }

    public string? Subject { get; init; }

    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>Words of the claim <c>scope</c> (RFC 8693 section 4.2).</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The claim <c>jti</c>.</summary>
    public string? TokenId { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>The octets that are signed: header, a dot and claims, as they were sent (RFC 7515 section 5.2).</summary>
    public ReadOnlyMemory<byte> Signed { get; init; }

    public ReadOnlyMemory<byte> Signature { get; init; }
}
