namespace Mim.Core.Vault;

/// <summary>How a secret is generated.</summary>
public sealed record SecretRecipe
{
    public const int LongestLength = 4096;

    /// <summary>No online guessing comes near; what protects data at rest is given more by the default.</summary>
    public const int LeastBits = 64;

    /// <summary>Characters in all.</summary>
    public int Length { get; init; } = 32;

    public SecretCharacters Characters { get; init; } = SecretCharacters.Alphanumeric;

    /// <summary>Leaves out <c>0 O o 1 I l</c>, for secrets that people read aloud or type.</summary>
    public bool IsUnambiguous { get; init; }
}
