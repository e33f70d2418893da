using Mim.Core.Identities;

namespace Mim.Core.Tokens;

/// <summary>A token that is wanted, as the user says it. The policy's default lifetime when none is said.</summary>
public sealed record NewToken : NewIdentity
{
    /// <summary>What it is good for.</summary>
    public TokenTerms Terms { get; init; } = new();

    /// <summary>Name of the authority that signs it as a JSON Web Token; null for an opaque one.</summary>
    public string? Authority { get; init; }

    /// <summary>In which form it leaves, for the record: for example <c>SecureString</c>.</summary>
    public required string Form { get; init; }
}
