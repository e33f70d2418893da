namespace Mim.Core.Audit;

/// <summary>
/// A signed statement about the chain, which had <see cref="Hash"/> at <see cref="Sequence"/>. Every change puts its head in
/// the place of the former one; every 1,024th record leaves a checkpoint that stays. The two are told apart under the
/// signature, so that a kept one cannot stand for the head of a chain that was cut.
/// </summary>
public sealed record AuditCheckpoint
{
    public required AuditCheckpointKind Kind { get; init; }

    public required long Sequence { get; init; }

    public required string Hash { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the signing key's SubjectPublicKeyInfo, upper-case hexadecimal.</summary>
    public required string KeyId { get; init; }

    /// <summary>ECDSA P-256 with SHA-256 over the canonical JSON of the other fields and the store's id; DER.</summary>
    public required byte[] Signature { get; init; }
}
