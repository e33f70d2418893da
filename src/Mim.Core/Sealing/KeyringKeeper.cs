using Mim.Core.Audit;
using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>Looks after who can open the store, and after the store's key. Every change is an act.</summary>
public sealed class KeyringKeeper(
    Guid storeId, IInventory inventory, Keyring keyring, Sealer sealer, ActLedger ledger, IKeyFiles keyFiles, IDataProtector protector)
{
    private readonly StoreKeyRotator _rotator = new(storeId, inventory, keyring, sealer, ledger);

    public IReadOnlyList<Recipient> Recipients() => inventory.Keyring.Load().Recipients;

    /// <summary>Opens the keyring now, so that a wrong passphrase shows before the first act needs it.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.KeyringLocked"/>, <see cref="MimErrorCause.WrongPassword"/> and the like.</exception>
    public void Unlock(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        keyring.Current();
    }

    /// <summary>Adds a recipient whose key lies in a file: an existing key file, or a new one.</summary>
    /// <param name="label">Its name in this store.</param>
    /// <param name="path">Full path.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    public Recipient AddKeyFile(string label, string path, CancellationToken cancellationToken)
    {
        // Before a key file is made that nobody needs.
        RequireFree(inventory.Keyring.Load(), label);
        return Add(RecipientFactory.KeyFile(label, path, keyFiles, Now()), cancellationToken);
    }

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
        if (newPassphrase is not null && old.Kind != RecipientKind.Passphrase)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"Recipient '{label}' is a {old.Kind}; only a passphrase can be changed.", label);
        }

        var replacement = newPassphrase is null
            ? old
            : RecipientFactory.Passphrase(old.Label, newPassphrase, old.CreatedAt) with { Id = old.Id };
        return ledger.Commit(
            (transaction, acts) =>
            {
                var state = transaction.Keyring.Load();
                if (Find(state, label).Id != old.Id)
                {
                    throw new MimException(MimErrorCause.RecipientNotFound, $"Recipient '{label}' was replaced meanwhile.", label);
                }

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
    public int RotateStoreKey(IProgress<long>? progress, CancellationToken cancellationToken) => _rotator.Rotate(progress, cancellationToken);

    private static Recipient Find(KeyringState state, string label) =>
        state.Recipients.FirstOrDefault(recipient => string.Equals(recipient.Label, label, StringComparison.OrdinalIgnoreCase))
            ?? throw new MimException(MimErrorCause.RecipientNotFound, $"The store has no recipient '{label}'.", label);

    private static void RequireFree(KeyringState state, string label)
    {
        if (state.Recipients.Any(other => string.Equals(other.Label, label, StringComparison.OrdinalIgnoreCase)))
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"The store already has a recipient '{label}'.", label);
        }
    }

    private static Act ActOf(string name, Recipient recipient) => new(
        name, "Recipient", recipient.Id.ToString(), recipient.Label, new Dictionary<string, string> { ["kind"] = recipient.Kind.ToString() });

    private Recipient Add(Recipient recipient, CancellationToken cancellationToken) => ledger.Commit(
        (transaction, acts) =>
        {
            var state = transaction.Keyring.Load();
            RequireFree(state, recipient.Label);
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

    private DateTimeOffset Now() => ledger.Now;
}
