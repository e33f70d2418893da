namespace Mim.Core.Issuing;

/// <summary>
/// What the store knows of a built-in authority, of X.509 or of SSH, beside its identity and versions. One of SSH has no parent, no
/// constraints and no CRL.
/// </summary>
public sealed record AuthorityRecord
{
    public required Guid IdentityId { get; init; }

    /// <summary>The authority that signed it; null for a root.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The authority whose place it takes; null for none.</summary>
    public Guid? ReplacesId { get; init; }

    public AuthorityState State { get; init; }

    public int? PathLength { get; init; }

    public NameConstraints? NameConstraints { get; init; }

    /// <summary>Where its CRL can be fetched; written into what it signs.</summary>
    public IReadOnlyList<string> CrlUrls { get; init; } = [];

    public IReadOnlyList<string> OcspUrls { get; init; } = [];

    /// <summary>Where its own certificate can be fetched (authority information access).</summary>
    public IReadOnlyList<string> IssuerUrls { get; init; } = [];

    /// <summary>Time from one CRL to its next update.</summary>
    public TimeSpan CrlLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Number the next CRL gets, from 1.</summary>
    public long NextCrlNumber { get; init; } = 1;
}
