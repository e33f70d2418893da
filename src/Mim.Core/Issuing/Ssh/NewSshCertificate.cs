using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Issuing.Ssh;

/// <summary>A certificate of SSH that is wanted, as the user says it. Without a key of its own to certify, one is made for it.</summary>
public sealed record NewSshCertificate : NewSshIdentity
{
    /// <summary>Name of the authority; null for the only one that certifies such.</summary>
    public string? Authority { get; init; }

    /// <summary>For a host; for a user otherwise.</summary>
    public bool IsForHost { get; init; }

    /// <summary>Accounts or hosts; a host's is its name when none is said.</summary>
    public IReadOnlyList<string> Principals { get; init; } = [];

    /// <summary>What servers log; null for the name.</summary>
    public string? KeyId { get; init; }

    /// <summary>Unique within the authority, above zero; null for 64 random bits.</summary>
    public ulong? SerialNumber { get; init; }

    /// <summary>A public key in any format of SSH, which is certified; its private key stays with whoever made it.</summary>
    public byte[]? PublicKey { get; init; }

    /// <summary>Name of an SshKey or SshHostKey of the inventory, whose current version is certified now and at each rotation.</summary>
    public string? KeyName { get; init; }

    /// <summary>What servers must heed: <c>force-command</c>, <c>source-address</c>, <c>verify-required</c>.</summary>
    public IReadOnlyList<SshKeyOption> CriticalOptions { get; init; } = [];

    /// <summary>What a user may; null for what ssh-keygen gives.</summary>
    public IReadOnlyList<SshKeyOption>? Extensions { get; init; }
}
