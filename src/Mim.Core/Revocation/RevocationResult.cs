namespace Mim.Core.Revocation;

/// <summary>What was revoked. Times are UTC.</summary>
public sealed record RevocationResult
{
    public required Guid IdentityId { get; init; }

    public required string Identity { get; init; }

    public string? SerialNumber { get; init; }

    public string? Authority { get; init; }

    public required RevocationReason Reason { get; init; }

    public required DateTimeOffset RevokedAt { get; init; }

    /// <summary>Whether the next CRL of an authority here carries it; otherwise its own issuer must be told.</summary>
    public bool OnList { get; init; }
}
