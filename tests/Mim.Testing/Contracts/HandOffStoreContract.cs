using Mim.Core.Identities;
using Mim.Core.Vault;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IHandOffStore"/> promises.</summary>
public abstract class HandOffStoreContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void A_hand_off_is_found_by_the_hash_of_its_token()
    {
        var (db, version) = Secret("db01");
        var handOff = New(version, minutes: 5);
        Inventory.Write(transaction => transaction.HandOffs.Put(handOff));

        Assert.Equal(handOff, Inventory.HandOffs.Find(handOff.TokenHash));
        Assert.Null(Inventory.HandOffs.Find(Sample.Digest("other")));
        Assert.Null(Inventory.HandOffs.Find(string.Empty));
        Assert.Equal([handOff], Inventory.HandOffs.Waiting(db.Id));
    }

    [SuiteFact]
    public void What_ended_waits_no_more_and_is_still_known()
    {
        var (db, version) = Secret("db01");
        var (first, second) = (New(version, minutes: 5), New(version, minutes: 6));
        var ended = first with { EndedAt = Sample.Now.AddMinutes(1), ReceivedBy = "JÜRGEN@host2" };
        Inventory.Write(transaction =>
        {
            transaction.HandOffs.Put(first);
            transaction.HandOffs.Put(second);
            transaction.HandOffs.Put(ended);
            Assert.Equal([second], transaction.HandOffs.Waiting(db.Id));
        });

        Assert.Equal(ended, Inventory.HandOffs.Find(first.TokenHash));
        Assert.Equal([second], Inventory.HandOffs.Waiting(db.Id));
        Assert.Empty(Inventory.HandOffs.Waiting(Secret("db02").Identity.Id));
    }

    [SuiteFact]
    public void Those_that_nobody_received_in_time_come_in_order_and_few_at_once()
    {
        var (_, version) = Secret("db01");
        var handOffs = Enumerable.Range(1, 9).Select(minutes => New(version, minutes)).ToList();
        Inventory.Write(transaction =>
        {
            handOffs.AsEnumerable().Reverse().ToList().ForEach(transaction.HandOffs.Put);
            transaction.HandOffs.Put(handOffs[1] with { EndedAt = Sample.Now });
        });

        Assert.Equal([handOffs[0], handOffs[2]], Inventory.HandOffs.Expired(Sample.Now.AddMinutes(6), 2));
        Assert.Equal([1, 3, 4], Inventory.HandOffs.Expired(Sample.Now.AddMinutes(4), 9).Select(handOff => (handOff.ExpiresAt - Sample.Now).TotalMinutes));
    }

    private static HandOff New(CredentialVersion version, int minutes) => new()
    {
        Id = Guid.CreateVersion7(Sample.Now.AddMinutes(minutes)),
        IdentityId = version.IdentityId,
        VersionId = version.Id,
        TokenHash = Sample.Digest(Guid.NewGuid().ToString()),
        CreatedBy = "ops@host1",
        CreatedAt = Sample.Now,
        ExpiresAt = Sample.Now.AddMinutes(minutes),
    };

    private (MachineIdentity Identity, CredentialVersion Version) Secret(string name)
    {
        var identity = Sample.Identity(name, IdentityKind.Secret);
        var version = Sample.Version(identity);
        Inventory.Add(identity);
        Inventory.Write(transaction => transaction.Versions.Add(version));
        return (identity, version);
    }
}
