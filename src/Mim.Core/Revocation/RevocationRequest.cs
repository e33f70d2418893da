namespace Mim.Core.Revocation;

/// <summary>How to revoke.</summary>
public sealed record RevocationRequest
{
    public RevocationReason Reason { get; init; } = RevocationReason.Unspecified;

    /// <summary>When the key is known or believed to have been lost (RFC 5280 section 5.3.2).</summary>
    public DateTimeOffset? InvalidityDate { get; init; }
}
