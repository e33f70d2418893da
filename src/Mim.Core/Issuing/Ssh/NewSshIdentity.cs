using Mim.Core.Identities;

namespace Mim.Core.Issuing.Ssh;

/// <summary>What every identity of SSH that is wanted has in common, as the user says it.</summary>
public abstract record NewSshIdentity : NewIdentity
{
    public KeyAlgorithm KeyAlgorithm { get; init; } = KeyAlgorithm.Ed25519;

    /// <summary>Stands behind the public key where it is written; null for the name.</summary>
    public string? Comment { get; init; }
}
