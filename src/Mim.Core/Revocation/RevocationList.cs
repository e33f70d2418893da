namespace Mim.Core.Revocation;

/// <summary>A published CRL, as the store keeps it. Times are UTC.</summary>
public sealed record RevocationList
{
    public required Guid AuthorityId { get; init; }

    public required string Authority { get; init; }

    public required long Number { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public required DateTimeOffset NextUpdate { get; init; }

    public required int EntryCount { get; init; }

    /// <summary>DER (RFC 5280 section 5).</summary>
    public required byte[] Der { get; init; }
}
