using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IKeyringStore"/> promises.</summary>
public abstract class KeyringStoreContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void An_empty_store_has_an_empty_keyring() =>
        Assert.Equivalent(KeyringState.Empty, Inventory.Keyring.Load(), strict: true);

    [SuiteFact]
    public void Saving_replaces_the_whole_keyring()
    {
        var file = new Recipient
        {
            Id = Guid.CreateVersion7(Sample.Now),
            Kind = RecipientKind.KeyFile,
            Label = "key file",
            PublicKey = [1, 2, 3],
            Hint = "/var/lib/mim/inventory.key",
            CreatedAt = Sample.Now,
        };
        var passphrase = file with
        {
            Id = Guid.CreateVersion7(Sample.Now),
            Kind = RecipientKind.Passphrase,
            Label = "passphrase",
            ProtectedKey = [4, 5],
            Salt = [6],
            Rounds = 600_000,
            Hint = null,
            CreatedAt = Sample.Now.AddSeconds(1),
        };
        StoreKey[] keys = [new(1, Sample.Now, Sample.Now.AddDays(1)), new(2, Sample.Now.AddDays(1), null)];
        var before = new KeyringState([file], [keys[0]], [new WrappedStoreKey(1, file.Id, [9])]);
        var after = new KeyringState(
            [file, passphrase], keys, [new WrappedStoreKey(1, file.Id, [9]), new WrappedStoreKey(2, passphrase.Id, [8, 7])]);

        Inventory.Write(transaction => transaction.Keyring.Save(before));
        Assert.Equivalent(before, Inventory.Keyring.Load(), strict: true);

        Inventory.Write(transaction =>
        {
            transaction.Keyring.Save(after);
            Assert.Equivalent(after, transaction.Keyring.Load(), strict: true);
        });
        Assert.Equivalent(after, Inventory.Keyring.Load(), strict: true);
        Assert.Equal(["key file", "passphrase"], Inventory.Describe(None).Recipients);
        Assert.Equal(2, Inventory.Describe(None).KeyGeneration);
    }
}
