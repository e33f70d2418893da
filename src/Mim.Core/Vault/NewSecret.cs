using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>A secret that is wanted, as the user says it.</summary>
public sealed record NewSecret
{
    public required string Name { get; init; }

    /// <summary>Its value in UTF-8, which stays the caller's; null for one that is generated.</summary>
    public KeyMaterial? Value { get; init; }

    /// <summary>How it is generated, now or when it is rotated; null for the usual way, or none when <see cref="Value"/> is given.</summary>
    public SecretRecipe? Recipe { get; init; }

    /// <summary>The account that it opens.</summary>
    public string? UserName { get; init; }

    /// <summary>Null for the policy's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    public string? Owner { get; init; }

    public string? Purpose { get; init; }

    public Criticality Criticality { get; init; } = Criticality.Medium;

    public string? Environment { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The identity, with no version yet.</summary>
    internal MachineIdentity ToIdentity(DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = IdentityKind.Secret,
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
