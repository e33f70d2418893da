namespace Mim.Core.Identities;

/// <summary>What every identity that is wanted has in common, as the user says it.</summary>
public abstract record NewIdentity
{
    public required string Name { get; init; }

    /// <summary>Null for a default.</summary>
    public TimeSpan? Lifetime { get; init; }

    public string? Owner { get; init; }

    public string? Purpose { get; init; }

    /// <summary>Null for what is usual: see <see cref="Tier"/>.</summary>
    public Criticality? Criticality { get; init; }

    public string? Environment { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whose policy counts.</summary>
    internal Criticality Tier => Criticality ?? Identities.Criticality.Medium;

    /// <summary>The identity, with no version yet.</summary>
    internal MachineIdentity ToIdentity(IdentityKind kind, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        Name = Name,
        Owner = Owner,
        Purpose = Purpose,
        Criticality = Tier,
        Environment = Environment,
        Tags = Tags,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
