namespace Mim.Core.Revocation.Ssh;

/// <summary>Whether a list revokes a key or certificate.</summary>
public sealed record SshRevocationVerdict
{
    /// <summary>Where the key was read: a path, or the name of an identity.</summary>
    public required string Source { get; init; }

    public required bool IsRevoked { get; init; }

    /// <summary>What revokes it: <c>serial 5</c>, <c>id …</c>, <c>key</c>, <c>SHA256 of the key</c>, <c>authority</c>; null when nothing does.</summary>
    public string? Reason { get; init; }

    public string? KeyAlgorithm { get; init; }

    /// <summary><c>SHA256:…</c> of the key, as <c>ssh-keygen -l</c> shows it.</summary>
    public string? SshFingerprint { get; init; }

    /// <summary>Of a certificate.</summary>
    public string? KeyId { get; init; }

    /// <inheritdoc cref="KeyId"/>
    public ulong? SerialNumber { get; init; }

    /// <summary>Number of the list.</summary>
    public required ulong ListNumber { get; init; }
}
