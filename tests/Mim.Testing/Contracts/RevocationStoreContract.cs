using Mim.Core.Identities;
using Mim.Core.Revocation;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IRevocationStore"/> promises.</summary>
public abstract class RevocationStoreContract(ITestStore store) : StoreContract(store)
{
    private readonly MachineIdentity _authority = Sample.Identity("corp", IdentityKind.CertificateAuthority);
    private readonly MachineIdentity _other = Sample.Identity("other", IdentityKind.CertificateAuthority);

    [SuiteFact]
    public void Every_field_comes_back_and_putting_again_replaces()
    {
        var revocation = Sample.Revocation(_authority, "0A");
        var later = Sample.Revocation(_authority, "0A") with { Reason = RevocationReason.Superseded, InvalidityDate = null, LastListNumber = 4 };
        Put(revocation);
        Assert.Equivalent(revocation, Inventory.Revocations.Get(_authority.Id, "0A"), strict: true);

        Inventory.Write(transaction => transaction.Revocations.Put(later));

        Assert.Equivalent(later, Inventory.Revocations.Get(_authority.Id, "0A"), strict: true);
        Assert.Null(Inventory.Revocations.Get(_other.Id, "0A"));
    }

    [SuiteFact]
    public void Pending_are_those_of_one_authority_that_no_last_list_has_carried()
    {
        Put(
        [
            .. Enumerable.Range(0, 1100).Select(i => Sample.Revocation(_authority, $"{i:X4}")),
            Sample.Revocation(_authority, "FFFF") with { LastListNumber = 3 },
            Sample.Revocation(_other, "AAAA"),
        ]);

        var pending = Inventory.Revocations.Pending(_authority.Id, None).Select(entry => entry.SerialNumber).ToList();

        Assert.Equal(Enumerable.Range(0, 1100).Select(i => $"{i:X4}"), pending);
    }

    [SuiteFact]
    public void A_removed_revocation_is_gone()
    {
        Put(Sample.Revocation(_authority, "0A"));

        Inventory.Write(transaction => transaction.Revocations.Remove(_authority.Id, "0A"));

        Assert.Null(Inventory.Revocations.Get(_authority.Id, "0A"));
    }

    [SuiteFact]
    public void Lists_come_newest_first_of_one_authority_or_of_all()
    {
        Put();
        var lists = Enumerable.Range(1, 11)
            .Select(i => new RevocationList
            {
                AuthorityId = i % 2 == 0 ? _authority.Id : _other.Id,
                Authority = i % 2 == 0 ? "corp" : "other",
                Number = i,
                ThisUpdate = Sample.Now.AddHours(i),
                NextUpdate = Sample.Now.AddDays(7),
                EntryCount = i,
                Der = [(byte)i, 0],
            })
            .ToArray();
        Inventory.Write(transaction => Array.ForEach(lists, transaction.Revocations.AddList));

        Assert.Equivalent(lists.Reverse(), Inventory.Revocations.Lists(null, None).ToList(), strict: true);
        Assert.Equal([10, 8, 6, 4, 2], Inventory.Revocations.Lists(_authority.Id, None).Select(list => list.Number));
    }

    private void Put(params RevocationRecord[] revocations) => Inventory.Write(transaction =>
    {
        transaction.Identities.Add(_authority);
        transaction.Identities.Add(_other);
        Array.ForEach(revocations, transaction.Revocations.Put);
    });
}
