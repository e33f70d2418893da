using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>Looks after who can open the store, and after the store's key. Every change is an act.</summary>
public sealed class KeyringKeeper(
    Guid storeId, IInventory inventory, Keyring keyring, Sealer sealer, ActLedger ledger, IKeyFiles keyFiles, IDataProtector protector)
{
    private const int RewrapBatch = 256;

    public IReadOnlyList<Recipient> Recipients() => inventory.Keyring.Load().Recipients;

    /// <summary>Opens the keyring now, so that a wrong passphrase shows before the first act needs it.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.KeyringLocked"/>, <see cref="MimErrorCause.WrongPassword"/> and the like.</exception>
    public void Unlock(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        keyring.Key(keyring.CurrentGeneration);
    }

    /// <summary>Adds a recipient whose key lies in a file: an existing key file, or a new one.</summary>
    /// <param name="label">Its name in this store.</param>
    /// <param name="path">Full path.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    public Recipient AddKeyFile(string label, string path, CancellationToken cancellationToken) =>
        Add(RecipientFactory.KeyFile(label, path, keyFiles, Now()), cancellationToken);

    /// <summary>Adds a recipient that opens with a passphrase (PBKDF2-HMAC-SHA256, 600,000 rounds).</summary>
    /// <param name="label">Its name in this store.</param>
    /// <param name="passphrase">UTF-8, at least 8 bytes.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    public Recipient AddPassphrase(string label, KeyMaterial passphrase, CancellationToken cancellationToken) =>
        Add(RecipientFactory.Passphrase(label, passphrase, Now()), cancellationToken);

    /// <summary>Adds a recipient that opens with a certificate's private key (RSA or NIST curve).</summary>
    public Recipient AddCertificate(string label, byte[] certificate, CancellationToken cancellationToken) =>
        Add(RecipientFactory.Certificate(label, certificate, Now()), cancellationToken);

    /// <summary>Adds a recipient that Windows protects for this account.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/> on other platforms.</exception>
    public Recipient AddDpapi(string label, CancellationToken cancellationToken) =>
        Add(RecipientFactory.Dpapi(label, protector, Now()), cancellationToken);

    /// <summary>Removes a recipient. What it could open it may have kept: rotate the store key afterwards.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.RecipientNotFound"/>, <see cref="MimErrorCause.LastRecipient"/>.</exception>
    public void Remove(string label, CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) =>
        {
            var state = transaction.Keyring.Load();
            var recipient = Find(state, label);
            if (state.Recipients.Count == 1)
            {
                throw new MimException(MimErrorCause.LastRecipient, $"'{label}' is the only recipient: without it nobody could open the store.", label);
            }

            transaction.Keyring.Save(state with
            {
                Recipients = [.. state.Recipients.Where(other => other.Id != recipient.Id)],
                Wrapped = [.. state.Wrapped.Where(wrapped => wrapped.RecipientId != recipient.Id)],
            });
            acts.Record(ActOf("RemoveRecipient", recipient));
        },
        cancellationToken);

    /// <summary>Gives a passphrase recipient a new passphrase, or wraps the store's keys to a recipient anew.</summary>
    public Recipient Rewrap(string label, KeyMaterial? newPassphrase, CancellationToken cancellationToken)
    {
        var old = Find(inventory.Keyring.Load(), label);
        var replacement = newPassphrase is null ? old : RecipientFactory.Passphrase(label, newPassphrase, old.CreatedAt) with { Id = old.Id };
        if (newPassphrase is not null && old.Kind != RecipientKind.Passphrase)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"Recipient '{label}' is a {old.Kind}; only a passphrase can be changed.", label);
        }

        return ledger.Commit(
            (transaction, acts) =>
            {
                var state = transaction.Keyring.Load();
                transaction.Keyring.Save(state with
                {
                    Recipients = [.. state.Recipients.Select(recipient => recipient.Id == old.Id ? replacement : recipient)],
                    Wrapped = [.. state.Wrapped.Where(wrapped => wrapped.RecipientId != old.Id), .. WrapAll(state, replacement)],
                });
                acts.Record(ActOf("RewrapRecipient", replacement));
                return replacement;
            },
            cancellationToken);
    }

    /// <summary>
    /// Makes a new store key, wraps it to every recipient and moves all sealed values under it, batch by batch: readers and
    /// writers go on meanwhile. A run that was stopped is finished by the next one.
    /// </summary>
    /// <returns>The new generation.</returns>
    public int RotateStoreKey(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var generation = ledger.Commit(AddGeneration, cancellationToken);
        keyring.Refresh();
        long moved = 0;
        while (RewrapBatchOf(generation, cancellationToken) is > 0 and var count)
        {
            progress?.Report(moved += count);
        }

        ledger.Commit(
            (transaction, acts) =>
            {
                var state = transaction.Keyring.Load();
                transaction.Keyring.Save(state with
                {
                    Keys = [.. state.Keys.Where(key => key.Generation >= generation)],
                    Wrapped = [.. state.Wrapped.Where(wrapped => wrapped.Generation >= generation)],
                });
                acts.Record(StoreAct("DestroyStoreKeys", generation));
            },
            cancellationToken);
        return generation;
    }

    private static Recipient Find(KeyringState state, string label) =>
        state.Recipients.FirstOrDefault(recipient => string.Equals(recipient.Label, label, StringComparison.OrdinalIgnoreCase))
            ?? throw new MimException(MimErrorCause.RecipientNotFound, $"The store has no recipient '{label}'.", label);

    private static Act ActOf(string name, Recipient recipient) => new(
        name, "Recipient", recipient.Id.ToString(), recipient.Label, new Dictionary<string, string> { ["kind"] = recipient.Kind.ToString() });

    private Recipient Add(Recipient recipient, CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) =>
        {
            var state = transaction.Keyring.Load();
            if (state.Recipients.Any(other => string.Equals(other.Label, recipient.Label, StringComparison.OrdinalIgnoreCase)))
            {
                throw new MimException(MimErrorCause.InvalidArgument, $"The store already has a recipient '{recipient.Label}'.", recipient.Label);
            }

            transaction.Keyring.Save(state with
            {
                Recipients = [.. state.Recipients, recipient],
                Wrapped = [.. state.Wrapped, .. WrapAll(state, recipient)],
            });
            acts.Record(ActOf("AddRecipient", recipient));
            return recipient;
        },
        cancellationToken);

    private List<WrappedStoreKey> WrapAll(KeyringState state, Recipient recipient) =>
        state.Keys.Select(key => RecipientFactory.Wrap(storeId, key.Generation, keyring.Key(key.Generation), recipient)).ToList();

    private int AddGeneration(IInventoryTransaction transaction, ActScope acts)
    {
        var state = transaction.Keyring.Load();
        keyring.Key(Keyring.CurrentOf(state));
        var generation = state.Keys.Max(key => key.Generation) + 1;
        using var key = KeyMaterial.Random(AeadBox.KeyLength);
        transaction.Keyring.Save(state with
        {
            Keys = [.. state.Keys.Select(old => old with { RetiredAt = old.RetiredAt ?? acts.Now }), new StoreKey(generation, acts.Now, null)],
            Wrapped = [.. state.Wrapped, .. state.Recipients.Select(recipient => RecipientFactory.Wrap(storeId, generation, key, recipient))],
        });
        acts.Record(StoreAct("RotateStoreKey", generation));
        return generation;
    }

    private int RewrapBatchOf(int generation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (inventory.Sealed.WrappedBefore(generation, 1).Count == 0)
        {
            return 0;
        }

        return ledger.Commit(
            (transaction, acts) =>
            {
                var values = transaction.Sealed.WrappedBefore(generation, RewrapBatch);
                foreach (var value in values)
                {
                    transaction.Sealed.Put(sealer.Rewrap(value));
                }

                acts.Record(StoreAct("RewrapSealedValues", generation, values.Count));
                return values.Count;
            },
            cancellationToken);
    }

    private Act StoreAct(string name, int generation, int? count = null)
    {
        var detail = new Dictionary<string, string> { ["generation"] = generation.ToString(CultureInfo.InvariantCulture) };
        if (count is not null)
        {
            detail["count"] = count.Value.ToString(CultureInfo.InvariantCulture);
        }

        return new Act(name, "Store", storeId.ToString(), null, detail);
    }

    private DateTimeOffset Now() => ledger.Now;
}
