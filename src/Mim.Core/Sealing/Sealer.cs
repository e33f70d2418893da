using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>Seals secrets under data keys of their own, and opens them again. Thread-safe.</summary>
public sealed class Sealer(Keyring keyring, TimeProvider time)
{
    private const int AssociatedLength = 16 + 16 + 1;

    /// <summary>Seals <paramref name="plaintext"/> for its owner (a version, a target, an audit key).</summary>
    public SealedValue Seal(Guid ownerId, SealedPurpose purpose, ReadOnlySpan<byte> plaintext)
    {
        var (generation, storeKey) = keyring.Current();
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        Span<byte> associatedData = stackalloc byte[AssociatedLength];
        Associate(id, ownerId, purpose, associatedData);

        // Drawn at once: each draw from the generator costs as much as encrypting a key.
        using var random = KeyMaterial.Random(AeadBox.KeyLength + (2 * AeadBox.NonceLength));
        var dataKey = random.Span[..AeadBox.KeyLength];
        var outerNonce = random.Span.Slice(AeadBox.KeyLength, AeadBox.NonceLength);
        var innerNonce = random.Span[^AeadBox.NonceLength..];
        return new SealedValue
        {
            Id = id,
            OwnerId = ownerId,
            Purpose = purpose,
            KeyGeneration = generation,
            WrappedDataKey = AeadBox.Seal(storeKey.Span, outerNonce, dataKey, associatedData),
            Ciphertext = AeadBox.Seal(dataKey, innerNonce, plaintext, associatedData),
            CreatedAt = now,
        };
    }

    /// <summary>The secret in a buffer that the caller disposes.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.SealBroken"/>: changed, moved or sealed elsewhere.</exception>
    public KeyMaterial Unseal(SealedValue value)
    {
        Span<byte> associatedData = stackalloc byte[AssociatedLength];
        Associate(value.Id, value.OwnerId, value.Purpose, associatedData);
        using var dataKey = OpenDataKey(value, associatedData);
        return AeadBox.Open(dataKey.Span, value.Ciphertext, associatedData) ?? throw Broken(value);
    }

    /// <summary>The secret of an owner.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.PrivateKeyMissing"/>: the store does not hold it.</exception>
    public KeyMaterial Unseal(ISealedReader values, Guid ownerId, SealedPurpose purpose) =>
        TryUnseal(values, ownerId, purpose) ?? throw new MimException(
            MimErrorCause.PrivateKeyMissing, $"The store holds no {purpose} of {ownerId}.", ownerId.ToString());

    /// <summary>The secret of an owner; null when the store does not hold it.</summary>
    public KeyMaterial? TryUnseal(ISealedReader values, Guid ownerId, SealedPurpose purpose)
    {
        var value = values.Get(ownerId, purpose);
        try
        {
            return value is null ? null : Unseal(value);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.SealBroken)
        {
            // A rotation of the store key may have moved the value after it was read, and destroyed the old key.
            var moved = values.Get(ownerId, purpose);
            if (moved is not null && moved.KeyGeneration > value!.KeyGeneration)
            {
                return Unseal(moved);
            }

            throw;
        }
    }

    /// <summary>
    /// The same value with its data key wrapped by the store key of <paramref name="generation"/>, which is taken for the
    /// current one from now on.
    /// </summary>
    public SealedValue Rewrap(SealedValue value, int generation)
    {
        keyring.MoveTo(generation);
        Span<byte> associatedData = stackalloc byte[AssociatedLength];
        Associate(value.Id, value.OwnerId, value.Purpose, associatedData);
        using var dataKey = OpenDataKey(value, associatedData);
        return value with
        {
            KeyGeneration = generation,
            WrappedDataKey = AeadBox.Seal(keyring.Key(generation).Span, dataKey.Span, associatedData),
        };
    }

    private static void Associate(Guid id, Guid ownerId, SealedPurpose purpose, Span<byte> associatedData)
    {
        id.TryWriteBytes(associatedData, bigEndian: true, out _);
        ownerId.TryWriteBytes(associatedData[16..], bigEndian: true, out _);
        associatedData[32] = (byte)purpose;
    }

    private static MimException Broken(SealedValue value) => new(
        MimErrorCause.SealBroken, $"The sealed {value.Purpose} {value.Id} was changed or belongs to another store.", value.Id.ToString());

    private KeyMaterial OpenDataKey(SealedValue value, ReadOnlySpan<byte> associatedData) =>
        AeadBox.Open(keyring.Key(value.KeyGeneration).Span, value.WrappedDataKey, associatedData) ?? throw Broken(value);
}
