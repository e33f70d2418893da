namespace Mim.Core.Revocation;

/// <summary>A certificate that was revoked, as the store keeps it. Times are UTC.</summary>
public sealed record RevocationRecord
{
    public required Guid Id { get; init; }

    /// <summary>The authority identity whose list carries it.</summary>
    public required Guid AuthorityId { get; init; }

    public Guid? VersionId { get; init; }

    public required string SerialNumber { get; init; }

    public required RevocationReason Reason { get; init; }

    public required DateTimeOffset RevokedAt { get; init; }

    public DateTimeOffset? InvalidityDate { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>
    /// Number of the first list published after <see cref="NotAfter"/>; lists after it leave the entry out
    /// (RFC 5280 section 3.3). Null while it belongs on the next list.
    /// </summary>
    public long? LastListNumber { get; init; }
}
