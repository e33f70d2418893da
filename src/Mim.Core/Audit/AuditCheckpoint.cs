namespace Mim.Core.Audit;

/// <summary>
/// A signed statement that the chain had <see cref="Hash"/> at <see cref="Sequence"/>. The newest one is replaced with
/// every change; every 1,024th record leaves one that stays.
/// </summary>
public sealed record AuditCheckpoint
{
    public required long Sequence { get; init; }

    public required string Hash { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the signing key's SubjectPublicKeyInfo, upper-case hexadecimal.</summary>
    public required string KeyId { get; init; }

    /// <summary>ECDSA P-256 with SHA-256 over the canonical JSON of the other fields and the store's id; DER.</summary>
    public required byte[] Signature { get; init; }
}
