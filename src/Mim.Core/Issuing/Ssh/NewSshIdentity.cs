using Mim.Core.Identities;

namespace Mim.Core.Issuing.Ssh;

/// <summary>What every identity of SSH that is wanted has in common, as the user says it.</summary>
public abstract record NewSshIdentity
{
    public required string Name { get; init; }

    public KeyAlgorithm KeyAlgorithm { get; init; } = KeyAlgorithm.Ed25519;

    /// <summary>Stands behind the public key where it is written; null for the name.</summary>
    public string? Comment { get; init; }

    /// <summary>Null for a default.</summary>
    public TimeSpan? Lifetime { get; init; }

    public string? Owner { get; init; }

    public string? Purpose { get; init; }

    public Criticality Criticality { get; init; } = Criticality.Medium;

    public string? Environment { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The identity, with no version yet.</summary>
    internal MachineIdentity ToIdentity(IdentityKind kind, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        Name = Name,
        Owner = Owner,
        Purpose = Purpose,
        Criticality = Criticality,
        Environment = Environment,
        Tags = Tags,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
