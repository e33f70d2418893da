using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>The next version of a secret.</summary>
public sealed record SecretChange
{
    public required Guid IdentityId { get; init; }

    /// <summary>In UTF-8; stays the caller's. Null to generate one.</summary>
    public KeyMaterial? Value { get; init; }

    /// <summary>Null for the way it was generated before, else the usual one.</summary>
    public SecretRecipe? Recipe { get; init; }

    /// <summary>Null for the one it has.</summary>
    public string? UserName { get; init; }

    /// <summary>Null for the one asked for before, else the policy's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The number that the current version must still have: nobody else changed it meanwhile. Null for any.</summary>
    public int? ExpectedVersion { get; init; }
}
