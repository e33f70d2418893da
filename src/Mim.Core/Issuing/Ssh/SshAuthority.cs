using Mim.Core.Identities;

namespace Mim.Core.Issuing.Ssh;

/// <summary>An authority of SSH as views show it. Times are UTC.</summary>
public sealed record SshAuthority
{
    public required MachineIdentity Identity { get; init; }

    public Guid Id => Identity.Id;

    public string Name => Identity.Name;

    public required SshAuthorityUse Use { get; init; }

    /// <summary>Whether it certifies.</summary>
    public AuthorityState State { get; init; }

    /// <summary>The authority whose place it takes.</summary>
    public string? Replaces { get; init; }

    /// <summary>The authority that takes its place.</summary>
    public string? ReplacedBy { get; init; }

    public string? KeyAlgorithm => Identity.KeyAlgorithm;

    public VersionState Status => Identity.Status;

    public DateTimeOffset? NotBefore => Identity.NotBefore;

    public DateTimeOffset? NotAfter => Identity.NotAfter;

    /// <summary><c>SHA256:…</c> as <c>ssh-keygen -l</c> shows it.</summary>
    public required string SshFingerprint { get; init; }

    /// <summary>One line, as in <c>TrustedUserCAKeys</c>.</summary>
    public required string PublicKey { get; init; }

    public override string ToString() => Name;
}
