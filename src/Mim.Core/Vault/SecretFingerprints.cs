using System.Security.Cryptography;
using Mim.Core.Audit;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>
/// Recognises secrets without keeping them: HMAC-SHA256 (RFC 2104) under a key of the store's own, so that who has only the hash
/// cannot try passwords against it. Thread-safe.
/// </summary>
public sealed class SecretFingerprints : IDisposable
{
    /// <summary>Owner of the one sealed key: the store itself, under a name that its copies share.</summary>
    private static readonly Guid _owner = new("5ec7e7f1-0000-7000-8000-000000000001");

    private readonly Lock _gate = new();
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly Sealer _sealer;
    private KeyMaterial? _key;

    internal SecretFingerprints(IInventory inventory, ActLedger ledger, Sealer sealer) => (_inventory, _ledger, _sealer) = (inventory, ledger, sealer);

    /// <summary>The fingerprint of a value, 64 digits of upper-case hexadecimal. The first one of a store makes its key.</summary>
    /// <exception cref="MimException">The store's trouble.</exception>
    public string Of(ReadOnlySpan<byte> value, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _key ??= Load() ?? Make(cancellationToken);
            return Convert.ToHexString(HMACSHA256.HashData(_key.Span, value));
        }
    }

    public void Dispose() => _key?.Dispose();

    private KeyMaterial? Load() => _sealer.TryUnseal(_inventory.Sealed, _owner, SealedPurpose.FingerprintKey);

    private KeyMaterial Make(CancellationToken cancellationToken)
    {
        using var made = KeyMaterial.Random(HMACSHA256.HashSizeInBytes);
        return _ledger.Commit(
            (transaction, acts) =>
            {
                var others = _sealer.TryUnseal(transaction.Sealed, _owner, SealedPurpose.FingerprintKey);
                if (others is null)
                {
                    transaction.Sealed.Put(_sealer.Seal(_owner, SealedPurpose.FingerprintKey, made.Span));
                }

                acts.Record(new Act("CreateFingerprintKey", "Store", null, null, new Dictionary<string, string> { ["made"] = others is null ? "yes" : "by another" }));
                return others ?? KeyMaterial.CopyOf(made.Span);
            },
            cancellationToken);
    }
}
