using Mim.Core.Audit;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Stores;

/// <summary>Gives a new store its first key, recipients and audit key, all in one transaction, once.</summary>
public static class StoreInitializer
{
    /// <summary>
    /// Initializes <paramref name="inventory"/> unless it has a keyring. <paramref name="recipients"/> is called inside the
    /// transaction, so that of two processes only one makes a key file.
    /// </summary>
    /// <returns>Whether this call did it.</returns>
    public static bool Initialize(
        IInventory inventory, Guid storeId, Func<IReadOnlyList<Recipient>> recipients, ActContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        // Made in the same transaction as the keyring, and readable by accounts that may not see the keyring.
        if (inventory.Audit.Keys().Count > 0)
        {
            return false;
        }

        using var storeKey = KeyMaterial.Random(AeadBox.KeyLength);
        return inventory.Write(
            transaction =>
            {
                if (transaction.Keyring.Load().Keys.Count > 0)
                {
                    return false;
                }

                Fill(transaction, storeId, storeKey, recipients(), context, time);
                return true;
            },
            cancellationToken);
    }

    private static void Fill(
        IInventoryTransaction transaction, Guid storeId, KeyMaterial storeKey, IReadOnlyList<Recipient> recipients, ActContext context, TimeProvider time)
    {
        const int generation = 1;
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        transaction.Keyring.Save(new KeyringState(
            recipients,
            [new StoreKey(generation, now, null)],
            [.. recipients.Select(recipient => RecipientFactory.Wrap(storeId, generation, storeKey, recipient))]));

        using var keyring = new Keyring(storeId, transaction.Keyring, [new HeldKeyOpener(storeKey)]);
        var sealer = new Sealer(keyring, time);
        var (auditKey, sealedKey) = AuditSigner.Create(sealer, now);
        transaction.Audit.AddKey(auditKey);
        transaction.Sealed.Put(sealedKey);

        using var signer = new AuditSigner(storeId, sealer);
        void Sign(AuditCheckpointKind kind, AuditRecord record) =>
            transaction.Audit.Save(signer.Sign(kind, record, transaction.Audit, transaction.Sealed));
        var acts = new ActScope(transaction.Audit, context, null, now, record => Sign(AuditCheckpointKind.Kept, record));
        acts.Record(new Act("InitializeStore", "Store", storeId.ToString(), null, new Dictionary<string, string>
        {
            ["recipients"] = string.Join(", ", recipients.Select(recipient => $"{recipient.Label} ({recipient.Kind})")),
        }));
        Sign(AuditCheckpointKind.Head, acts.Last!);
    }
}
