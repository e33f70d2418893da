using System.Security.Cryptography;
using Mim.Core.Audit;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery.Leaks;

/// <summary>
/// HMAC-SHA-256 under a key of the store's own. It is made and sealed when it is first needed, and stays the same when the store's key is
/// rotated, so that hashes of years ago can be compared.
/// </summary>
internal sealed class StoreSecretHasher(IInventory inventory, ActLedger ledger, Sealer sealer) : ISecretHasher, IDisposable
{
    private const int KeyLength = 32;

    /// <summary>Owner of the one sealed key: the store itself, under an id that copies of it share.</summary>
    private static readonly Guid _owner = new("5ec7e7f1-0000-7000-8000-000000000001");

    private readonly Lock _gate = new();
    private KeyMaterial? _key;

    /// <summary>Opens the key, or makes it: a scan is to end before it begins when that cannot be done.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.KeyringLocked"/>, <see cref="MimErrorCause.StoreReadOnly"/> and others of the store.</exception>
    public void Open(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _key ??= sealer.TryUnseal(inventory.Sealed, _owner, SealedPurpose.SecretHashKey) ?? Create(cancellationToken);
        }
    }

    public string Hash(ReadOnlySpan<byte> value)
    {
        var key = _key ?? throw new InvalidOperationException("The key of the hashes was not opened.");
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Span, value, hash);
        return Convert.ToHexString(hash);
    }

    public void Dispose() => _key?.Dispose();

    private KeyMaterial Create(CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) =>
        {
            // Another process may have been quicker: there is one key, and who asked for it is recorded all the same.
            acts.Record(new Act("CreateSecretHashKey", "Store", inventory.Id.ToString(), null));
            if (sealer.TryUnseal(transaction.Sealed, _owner, SealedPurpose.SecretHashKey) is { } made)
            {
                return made;
            }

            var key = KeyMaterial.Random(KeyLength);
            transaction.Sealed.Put(sealer.Seal(_owner, SealedPurpose.SecretHashKey, key.Span));
            return key;
        },
        cancellationToken);
}
