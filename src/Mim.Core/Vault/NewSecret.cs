using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>A secret that is wanted, as the user says it.</summary>
public sealed record NewSecret : NewIdentity
{
    /// <summary>Its value in UTF-8, which stays the caller's; null for one that is generated.</summary>
    public KeyMaterial? Value { get; init; }

    /// <summary>How it is generated, now or when it is rotated; null for the usual way, or none when <see cref="Value"/> is given.</summary>
    public SecretRecipe? Recipe { get; init; }

    /// <summary>The account that it opens.</summary>
    public string? UserName { get; init; }
}
