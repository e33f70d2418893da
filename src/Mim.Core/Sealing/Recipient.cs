namespace Mim.Core.Sealing;

/// <summary>
/// One who can open the store. Store keys are wrapped to its public key, so that a new store key needs no passphrase, no
/// key file and no card: only whoever opens the store needs the private part.
/// </summary>
public sealed record Recipient
{
    public required Guid Id { get; init; }

    public required RecipientKind Kind { get; init; }

    /// <summary>A name for people; unique within the store.</summary>
    public required string Label { get; init; }

    /// <summary>DER SubjectPublicKeyInfo: P-256, or the certificate's own key (EC or RSA).</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Passphrase and DPAPI: the private key, encrypted. Null where it lies elsewhere (key file, certificate).</summary>
    public byte[]? ProtectedKey { get; init; }

    /// <summary>Passphrase: PBKDF2 salt, 16 bytes.</summary>
    public byte[]? Salt { get; init; }

    /// <summary>Passphrase: PBKDF2-HMAC-SHA256 rounds.</summary>
    public int Rounds { get; init; }

    /// <summary>Key file: its path. Certificate: its SHA-1 thumbprint, for finding it again.</summary>
    public string? Hint { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
