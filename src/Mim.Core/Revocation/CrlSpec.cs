namespace Mim.Core.Revocation;

/// <summary>Everything that goes into one full CRL.</summary>
public sealed record CrlSpec
{
    /// <summary>The issuer's subject exactly as its certificate has it: DER Name.</summary>
    public required byte[] IssuerName { get; init; }

    public required byte[] AuthorityKeyIdentifier { get; init; }

    /// <summary>Monotonically increasing per issuer (RFC 5280 section 5.2.3).</summary>
    public required long Number { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public required DateTimeOffset NextUpdate { get; init; }

    /// <summary>Named in the issuing distribution point (section 5.2.5); empty for none.</summary>
    public IReadOnlyList<string> DistributionPoints { get; init; } = [];

    public required IEnumerable<CrlEntry> Entries { get; init; }
}
