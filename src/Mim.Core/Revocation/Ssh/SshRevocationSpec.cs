namespace Mim.Core.Revocation.Ssh;

/// <summary>Everything that goes into one key revocation list (OpenSSH PROTOCOL.krl).</summary>
public sealed record SshRevocationSpec
{
    /// <summary>Monotonically increasing.</summary>
    public required long Number { get; init; }

    /// <summary>UTC, whole seconds.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    public string Comment { get; init; } = string.Empty;

    public IReadOnlyList<SshRevokedCertificates> Certificates { get; init; } = [];

    /// <summary>Public keys in wire format.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Keys { get; init; } = [];

    /// <summary>SHA-256 of public keys in wire format: 32 octets each.</summary>
    public IReadOnlyList<byte[]> Fingerprints { get; init; } = [];
}
