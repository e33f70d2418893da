using Mim.Core.Identities;

namespace Mim.Core.Discovery.Ssh;

/// <summary>A key or certificate of SSH seen in a file or on a server; or what was there instead. Holds no private key.</summary>
public sealed record SshKeyFinding : Finding
{
    public required SshKeyRole? Role { get; init; }

    /// <summary>Host that was asked or looked at; null for this machine.</summary>
    public string? ComputerName { get; init; }

    /// <summary>The address that answered; null unless a server was asked.</summary>
    public string? IPAddress { get; init; }

    /// <summary>Null unless a server was asked.</summary>
    public int? Port { get; init; }

    /// <summary>As the server names itself; null unless a server was asked.</summary>
    public string? ServerVersion { get; init; }

    public TimeSpan? ConnectTime { get; init; }

    /// <summary>File it lies in; null unless one was read.</summary>
    public string? Path { get; init; }

    /// <summary>Line in that file, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>Account that a key logs in to, or whose file it is; null when it is the machine's, or nobody knows.</summary>
    public string? Account { get; init; }

    /// <summary><c>OpenSsh</c>, <c>Pkcs8</c>, <c>Ppk3</c>, <c>AuthorizedKeys</c>, <c>KnownHosts</c>, <c>Krl</c> …</summary>
    public string? Format { get; init; }

    /// <summary><c>SHA256:…</c> as <c>ssh-keygen -l</c> shows it.</summary>
    public string? SshFingerprint { get; init; }

    public int? Bits { get; init; }

    public string? Comment { get; init; }

    /// <summary>Public key blob (RFC 4253 section 6.6).</summary>
    public byte[]? PublicKey { get; init; }

    public bool HasPrivateKey { get; init; }

    /// <summary>Whether a passphrase guards the private key.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>How the passphrase is stretched.</summary>
    public string? Derivation { get; init; }

    /// <summary>Rounds, iterations or passes of that.</summary>
    public long? Rounds { get; init; }

    /// <summary>Options of a line of authorized_keys.</summary>
    public IReadOnlyList<SshKeyOption> Options { get; init; } = [];

    /// <summary>
    /// Why sshd does not go by a line that lets a key or an authority in, or by a list of revoked keys: the setting that stands against
    /// it, or that the line has expired. Null when it does, or nobody knows.
    /// </summary>
    public string? Barred { get; init; }

    /// <summary>Of an authority that is no single account's: accounts that it does not let in all the same.</summary>
    public IReadOnlyList<string> ExceptAccounts { get; init; } = [];

    /// <summary>Patterns of a line of known_hosts.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Null unless it is a certificate.</summary>
    public SshCertificateFacts? Certificate { get; init; }

    /// <summary>End of the certificate; null when there is none.</summary>
    public DateTimeOffset? NotAfter => Certificate?.NotAfter;

    /// <summary>What a list revokes where that is no key: <c>serial 5-8</c>, <c>id web01</c>.</summary>
    public string? Revokes { get; init; }

    /// <summary>Name or number of the file's owner.</summary>
    public string? Owner { get; init; }

    /// <summary>As <c>ls</c> shows them: <c>rw-r-----</c>.</summary>
    public string? Permissions { get; init; }

    /// <summary>When the file was last written: UTC.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    internal override IReadOnlyList<IdentityKind> Sort => FindingSorts.SshKeys;

    public override string ToString() => $"{Location}: {(Status == FindingStatus.Found ? SshFingerprint ?? Revokes ?? Format : Status)}";

    internal override FoundCredential? ToCredential() => PublicKey is null || Kind is null ? null : new FoundCredential
    {
        Kind = Kind.Value,
        Source = Location,
        LocationKind = LocationKind,
        SeenAt = FoundAt,
        SuggestedName = SuggestedName!,
        SshPublicKey = PublicKey,
        KeyAlgorithm = KeyAlgorithm,
    };
}
