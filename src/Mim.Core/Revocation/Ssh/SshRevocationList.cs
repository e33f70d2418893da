namespace Mim.Core.Revocation.Ssh;

/// <summary>A published key revocation list, as the store keeps it. Times are UTC.</summary>
public sealed record SshRevocationList
{
    /// <summary>Counted up in the store, from 1.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>How many certificates it revokes by their serial numbers.</summary>
    public required int CertificateCount { get; init; }

    /// <summary>How many keys it revokes: of users, of hosts and of authorities.</summary>
    public required int KeyCount { get; init; }

    /// <summary>Empty for none.</summary>
    public string Comment { get; init; } = string.Empty;

    /// <summary>OpenSSH PROTOCOL.krl.</summary>
    public required byte[] Krl { get; init; }
}
