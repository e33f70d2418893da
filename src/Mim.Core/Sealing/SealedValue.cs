namespace Mim.Core.Sealing;

/// <summary>
/// A secret as it lies in the store: AES-256-GCM under a data key of its own, which is wrapped by a store key.
/// Associated data of both layers is the record's id, its owner's id and its purpose.
/// </summary>
public sealed record SealedValue
{
    public required Guid Id { get; init; }

    /// <summary>The version, target or audit key it belongs to.</summary>
    public required Guid OwnerId { get; init; }

    public required SealedPurpose Purpose { get; init; }

    /// <summary>Generation of the store key that wraps the data key.</summary>
    public required int KeyGeneration { get; init; }

    /// <summary>12-byte nonce, 32-byte ciphertext, 16-byte tag.</summary>
    public required byte[] WrappedDataKey { get; init; }

    /// <summary>12-byte nonce, ciphertext, 16-byte tag.</summary>
    public required byte[] Ciphertext { get; init; }

    /// <summary>When it was sealed, for people. It is not bound like the rest, so that nothing may rest on it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
