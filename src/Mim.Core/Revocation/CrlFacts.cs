namespace Mim.Core.Revocation;

/// <summary>What a CRL says. Times are UTC.</summary>
public sealed record CrlFacts
{
    public required byte[] Der { get; init; }

    public required string Issuer { get; init; }

    public required byte[] IssuerName { get; init; }

    public byte[]? AuthorityKeyIdentifier { get; init; }

    public long? Number { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public DateTimeOffset? NextUpdate { get; init; }

    public required IReadOnlyList<CrlEntry> Entries { get; init; }
}
