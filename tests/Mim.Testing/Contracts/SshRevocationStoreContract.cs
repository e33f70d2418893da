using Mim.Core.Identities;
using Mim.Core.Revocation;
using Mim.Core.Revocation.Ssh;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.ISshRevocationStore"/> promises.</summary>
public abstract class SshRevocationStoreContract(ITestStore store) : StoreContract(store)
{
    private readonly MachineIdentity _identity = Sample.Identity("deploy", IdentityKind.SshKey);
    private readonly Guid _version = Guid.CreateVersion7(Sample.Now);

    [SuiteFact]
    public void Every_field_of_a_key_comes_back_and_putting_again_replaces()
    {
        var key = Key(1);
        var later = key with { Reason = RevocationReason.KeyCompromise, RevokedAt = Sample.Now.AddHours(1) };
        Put(key);
        Assert.Equal(key, Inventory.SshRevocations.Get(key.Fingerprint));

        Inventory.Write(transaction => transaction.SshRevocations.Put(later));

        Assert.Equal(later, Inventory.SshRevocations.Get(key.Fingerprint));
        Assert.Null(Inventory.SshRevocations.Get(Key(2).Fingerprint));
    }

    [SuiteFact]
    public void All_keys_come_in_the_order_of_their_fingerprints()
    {
        var keys = Enumerable.Range(0, 1100).Select(Key).ToArray();
        Put([.. keys.Reverse()]);
        Assert.Equal(keys, Inventory.SshRevocations.Keys(None));
    }

    [SuiteFact]
    public void A_removed_key_is_gone()
    {
        Put(Key(1));
        Inventory.Write(transaction => transaction.SshRevocations.Remove(Key(1).Fingerprint));
        Assert.Empty(Inventory.SshRevocations.Keys(None));
    }

    [SuiteFact]
    public void Lists_come_newest_first()
    {
        var lists = Enumerable.Range(1, 11)
            .Select(number => new SshRevocationList
            {
                Number = number,
                PublishedAt = Sample.Now.AddHours(number),
                CertificateCount = number * 2,
                KeyCount = number * 3,
                Comment = number % 2 == 0 ? string.Empty : "nightly",
                Krl = [(byte)number, 0],
            })
            .ToArray();
        Inventory.Write(transaction => Array.ForEach(lists, transaction.SshRevocations.AddList));

        Assert.Equivalent(lists.Reverse(), Inventory.SshRevocations.Lists(None).ToList(), strict: true);
    }

    private SshRevokedKey Key(int number) =>
        new($"{number:X64}", _identity.Id, _version, RevocationReason.Superseded, Sample.Now);

    private void Put(params SshRevokedKey[] keys) => Inventory.Write(transaction =>
    {
        transaction.Identities.Add(_identity);
        Array.ForEach(keys, transaction.SshRevocations.Put);
    });
}
