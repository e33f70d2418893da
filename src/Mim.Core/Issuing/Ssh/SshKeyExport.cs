using Mim.Core.Sealing;

namespace Mim.Core.Issuing.Ssh;

/// <summary>What to hand out of an identity of SSH.</summary>
public sealed record SshKeyExport
{
    public required Guid IdentityId { get; init; }

    /// <summary>Null for the current version.</summary>
    public Guid? VersionId { get; init; }

    public SshKeyFormat Format { get; init; } = SshKeyFormat.OpenSsh;

    /// <summary>Of an authority: patterns of the hosts it certifies, for a line of known_hosts that trusts it; none for the key alone.</summary>
    public IReadOnlyList<string> TrustedFor { get; init; } = [];

    /// <summary>The private key in place of the public one.</summary>
    public bool IncludePrivateKey { get; init; }

    /// <summary>UTF-8; encrypts the private key. The caller disposes it.</summary>
    public KeyMaterial? Passphrase { get; init; }
}
