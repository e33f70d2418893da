using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class KeyringStore(IConnectionSource source, Action destroyed) : KeyringReader(source), IKeyringStore
{
    private const string InsertRecipient =
        """
        INSERT INTO recipient (id, kind, label, label_key, public_key, protected_key, salt, rounds, hint, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    public void Save(KeyringState keyring)
    {
        destroyed();
        Command("DELETE FROM wrapped_store_key").Send();
        Command("DELETE FROM store_key").Send();
        Command("DELETE FROM recipient").Send();
        foreach (var recipient in keyring.Recipients)
        {
            Add(recipient);
        }

        foreach (var key in keyring.Keys)
        {
            Command("INSERT INTO store_key (generation, created_at, retired_at) VALUES (?, ?, ?)")
                .Add(key.Generation).Add(key.CreatedAt).Add(key.RetiredAt).Send();
        }

        foreach (var wrapped in keyring.Wrapped)
        {
            Command("INSERT INTO wrapped_store_key (generation, recipient_id, wrapped) VALUES (?, ?, ?)")
                .Add(wrapped.Generation).Add(wrapped.RecipientId).Add(wrapped.Wrapped).Send();
        }
    }

    private void Add(Recipient recipient) => Command(InsertRecipient)
        .Add(recipient.Id)
        .Add((int)recipient.Kind)
        .Add(recipient.Label)
        .Add(WildcardPattern.Fold(recipient.Label))
        .Add(recipient.PublicKey)
        .Add(recipient.ProtectedKey)
        .Add(recipient.Salt)
        .Add(recipient.Rounds)
        .Add(recipient.Hint)
        .Add(recipient.CreatedAt)
        .Send();
}
