namespace Mim.Core.Discovery.Ssh;

/// <summary>What an OpenSSH certificate says (OpenSSH PROTOCOL.certkeys). Its signature is not checked.</summary>
public sealed record SshCertificateFacts
{
    /// <summary>Whether it is a host's; a user's otherwise.</summary>
    public required bool IsForHost { get; init; }

    public required ulong SerialNumber { get; init; }

    /// <summary>The name its authority gave it.</summary>
    public required string KeyId { get; init; }

    /// <summary>Accounts or hosts it is for; none means all of them.</summary>
    public required IReadOnlyList<string> Principals { get; init; }

    /// <summary>UTC; null when it is valid from the beginning of time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>UTC; null when it never ends.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>What servers must heed, <c>force-command</c> or <c>source-address</c>.</summary>
    public IReadOnlyList<SshKeyOption> CriticalOptions { get; init; } = [];

    /// <summary>What it allows, for example <c>permit-pty</c>.</summary>
    public IReadOnlyList<SshKeyOption> Extensions { get; init; } = [];

    /// <summary>Public key blob of the authority (RFC 4253 section 6.6).</summary>
    public required byte[] AuthorityKey { get; init; }

    /// <summary><c>SHA256:…</c> of the authority, as <c>ssh-keygen -L</c> shows it.</summary>
    public required string AuthorityFingerprint { get; init; }
}
