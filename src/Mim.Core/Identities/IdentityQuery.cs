namespace Mim.Core.Identities;

/// <summary>Which identities to list. Every condition set must hold; lists within one condition are alternatives.</summary>
public sealed record IdentityQuery
{
    public IReadOnlyList<Guid> Ids { get; init; } = [];

    /// <summary>Names, with <c>*</c> and <c>?</c> as wildcards and <c>`</c> or <c>[...]</c> as PowerShell has them; without case.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public IReadOnlyList<IdentityKind> Kinds { get; init; } = [];

    /// <summary>Owners, wildcards allowed.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Every tag named here must be there.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<VersionState> Statuses { get; init; } = [];

    public IReadOnlyList<Criticality> Criticalities { get; init; } = [];

    /// <summary>Authorities by name, wildcards allowed.</summary>
    public IReadOnlyList<string> Authorities { get; init; } = [];

    /// <summary>SHA-256 fingerprint of any version, hexadecimal, colons and case ignored.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Serial number of any version, hexadecimal, colons and case ignored.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Not-after is at or before this time and after <see cref="ExpiringAfter"/>.</summary>
    public DateTimeOffset? ExpiringBefore { get; init; }

    public DateTimeOffset? ExpiringAfter { get; init; }

    /// <summary>Due for rotation at or before this time.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Only those that nothing here will renew: they were not made here, no authority of ours signed them and no target delivers them.</summary>
    public bool Unmanaged { get; init; }

    /// <summary>Only those that were seen somewhere, and last before this time.</summary>
    public DateTimeOffset? NotSeenSince { get; init; }

    /// <summary>Include identities whose last version was destroyed (disposed of). Named ids always show.</summary>
    public bool IncludeDestroyed { get; init; }

    public IdentityOrder Order { get; init; } = IdentityOrder.Name;

    /// <summary>At most this many; null for all.</summary>
    public int? First { get; init; }
}
