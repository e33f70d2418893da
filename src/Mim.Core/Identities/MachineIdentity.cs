namespace Mim.Core.Identities;

/// <summary>
/// What one machine is known by for one purpose, with the facts of its current version beside it,
/// so that a list needs one read of one table. All times are UTC.
/// </summary>
public sealed record MachineIdentity
{
    public required Guid Id { get; init; }

    public required IdentityKind Kind { get; init; }

    /// <summary>Unique within its kind, compared without case; 1 to 256 characters.</summary>
    public required string Name { get; init; }

    public string? Owner { get; init; }

    public string? Purpose { get; init; }

    public Criticality Criticality { get; init; } = Criticality.Medium;

    public string? Environment { get; init; }

    /// <summary>Labels, either <c>word</c> or <c>key=value</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>State of the current version; of the last one when none is current.</summary>
    public VersionState Status { get; init; } = VersionState.PreActivation;

    /// <summary>The authority that signed the current version, by name; null when it is not one of ours.</summary>
    public string? Authority { get; init; }

    public Guid? AuthorityId { get; init; }

    public Guid? CurrentVersionId { get; init; }

    /// <summary>Number of the current version, from 1; 0 when there is none.</summary>
    public int Version { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>When rotation is due by policy; null when nothing will rotate it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public string? Subject { get; init; }

    /// <summary>Serial number, upper-case hexadecimal.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>SHA-256 of the certificate (or of the public key where there is none), upper-case hexadecimal.</summary>
    public string? Fingerprint { get; init; }

    public string? KeyAlgorithm { get; init; }

    /// <summary>Whether the private key or secret of the current version is sealed in the store.</summary>
    public bool HasPrivateKey { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public override string ToString() => Name;
}
