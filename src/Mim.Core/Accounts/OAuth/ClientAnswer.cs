using Mim.Core.Sealing;

namespace Mim.Core.Accounts.OAuth;

/// <summary>A client as its server tells of it (RFC 7591 section 3.2.1, RFC 7592 section 3). Owns its secrets.</summary>
public sealed record ClientAnswer : IDisposable
{
    public required string ClientId { get; init; }

    /// <summary>UTF-8; null for a client without one, or that is not told again.</summary>
    public KeyMaterial? Secret { get; init; }

    /// <summary>UTC; null for never.</summary>
    public DateTimeOffset? SecretExpiresAt { get; init; }

    /// <summary>Where it is managed; null where it is not.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The registration access token from now on; null when nothing is said of it.</summary>
    public KeyMaterial? Token { get; init; }

    /// <summary>What else is told: a JSON object without secrets, and without what a client may not say itself.</summary>
    public required string Metadata { get; init; }

    public void Dispose()
    {
        Secret?.Dispose();
        Token?.Dispose();
    }

    public override string ToString() => ClientId;
}
