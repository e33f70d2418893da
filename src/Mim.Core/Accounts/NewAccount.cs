using Mim.Core.Identities;
using Mim.Core.Sealing;
using Mim.Core.Vault;

namespace Mim.Core.Accounts;

/// <summary>An account that is to be known and rotated, as the user says it.</summary>
public sealed record NewAccount : NewIdentity
{
    public required AccountSettings Settings { get; init; }

    /// <summary>The password it has, in UTF-8; stays the caller's. Null to generate the first one, which its first delivery installs.</summary>
    public KeyMaterial? Password { get; init; }

    /// <summary>How the next passwords are generated; null for the usual way.</summary>
    public SecretRecipe? Recipe { get; init; }

    /// <summary>How long the old one of a pair lets in beside the new one; null for the policy's overlap.</summary>
    public TimeSpan? Hold { get; init; }

    /// <summary>Name of the secret or account that changes passwords there; null for the account itself.</summary>
    public string? Administrator { get; init; }
}
