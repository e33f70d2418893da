using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IStoreTransfer"/> promises, from one engine to another.</summary>
public abstract class StoreTransferContract(IStoreTransfer transfer, ITestStore source, ITestStore destination) : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private long _sequence;

    [SuiteFact]
    public void A_copy_is_the_same_store()
    {
        var (identity, version) = Fill(source.Inventory);

        transfer.Copy(source.Inventory, destination.Inventory, null, None);

        var copy = destination.Reopen();
        Assert.Equal(source.Inventory.Id, copy.Id);
        Assert.Equal(2, copy.Describe(None).Identities);
        Assert.Equivalent(source.Inventory.Identities.Get(identity.Id), copy.Identities.Get(identity.Id), strict: true);
        Assert.Equivalent(source.Inventory.Versions.Get(version.Id), copy.Versions.Get(version.Id), strict: true);
        Assert.Equivalent(
            source.Inventory.Sealed.Get(version.Id, SealedPurpose.PrivateKey),
            copy.Sealed.Get(version.Id, SealedPurpose.PrivateKey),
            strict: true);
        Assert.Equivalent(source.Inventory.Audit.Read(new AuditQuery(), None), copy.Audit.Read(new AuditQuery(), None), strict: true);
        Assert.Single(copy.Identities.Find(new IdentityQuery { Tags = ["BLUE"], Names = ["web*"] }, None));
    }

    [SuiteFact]
    public void A_finished_copy_catches_up()
    {
        var (identity, _) = Fill(source.Inventory);
        transfer.Copy(source.Inventory, destination.Inventory, null, None);
        var later = Sample.Identity("web02");
        Change(source.Inventory, transaction =>
        {
            transaction.Identities.Update(identity with { Owner = "dba@corp.test", Tags = ["green"] });
            transaction.Identities.Add(later);
        });

        transfer.Copy(source.Inventory, destination.Inventory, null, None);

        var copy = destination.Reopen();
        Assert.Equal("dba@corp.test", copy.Identities.Get(identity.Id)!.Owner);
        Assert.Equal(later.Id, Assert.Single(copy.Identities.Find(new IdentityQuery { Tags = ["blue"], Names = ["web*"] }, None)).Id);
    }

    [SuiteFact]
    public void A_parent_may_be_younger_than_its_children()
    {
        var identity = Sample.Identity("web01");
        var authority = Sample.Identity("corp", IdentityKind.CertificateAuthority) with { Id = Guid.AllBitsSet };
        Change(source.Inventory, transaction =>
        {
            transaction.Identities.Add(authority);
            transaction.Identities.Add(identity with { AuthorityId = authority.Id });
        });

        transfer.Copy(source.Inventory, destination.Inventory, null, None);

        Assert.Equal(authority.Id, destination.Reopen().Identities.Get(identity.Id)!.AuthorityId);
    }

    [SuiteFact]
    public void Another_store_is_not_lost()
    {
        Fill(source.Inventory);
        Change(destination.Inventory, transaction => transaction.Identities.Add(Sample.Identity("mine")));

        var refused = Assert.Throws<MimException>(() => transfer.Copy(source.Inventory, destination.Inventory, null, None));

        Assert.Equal(MimErrorCause.StoreExists, refused.Cause);
        Assert.Equal("mine", Assert.Single(destination.Reopen().Identities.Find(new IdentityQuery(), None)).Name);
    }

    [SuiteFact]
    public void A_store_is_not_its_own_copy()
    {
        Fill(source.Inventory);

        var refused = Assert.Throws<MimException>(() => transfer.Copy(source.Inventory, source.Inventory, null, None));

        Assert.Equal(MimErrorCause.InvalidArgument, refused.Cause);
        Assert.Equal(2, source.Reopen().Identities.Find(new IdentityQuery(), None).Count());
    }

    [SuiteFact]
    public void A_copy_that_went_on_by_itself_is_not_lost()
    {
        Fill(source.Inventory);
        transfer.Copy(source.Inventory, destination.Inventory, null, None);
        Change(destination.Inventory, transaction => transaction.Identities.Add(Sample.Identity("mine")));

        var refused = Assert.Throws<MimException>(() => transfer.Copy(source.Inventory, destination.Inventory, null, None));

        Assert.Equal(MimErrorCause.StoreExists, refused.Cause);
        Assert.Equal(3, destination.Reopen().Describe(None).Identities);
    }

    [SuiteFact]
    public void A_cancelled_copy_opens_for_nothing_and_is_gone_on_with()
    {
        Fill(source.Inventory);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(
            () => transfer.Copy(source.Inventory, destination.Inventory, new ImmediateProgress<double>(_ => stop.Cancel()), stop.Token));

        var unfinished = Assert.Throws<MimException>(() => destination.Reopen().Id);
        Assert.Equal(MimErrorCause.StoreUnusable, unfinished.Cause);

        transfer.Copy(source.Inventory, destination.Inventory, null, None);
        Assert.Equal(source.Inventory.Id, destination.Reopen().Id);
    }

    [SuiteFact]
    public async Task Nothing_that_is_written_meanwhile_is_missing()
    {
        Fill(source.Inventory);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            var number = 0;
            while (!stop.IsCancellationRequested)
            {
                var name = $"host{number++}";
                Change(source.Inventory, transaction => transaction.Identities.Add(Sample.Identity(name)));
            }
        });

        try
        {
            transfer.Copy(source.Inventory, destination.Inventory, null, None);
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }

        var copy = destination.Reopen();
        var records = copy.Audit.Read(new AuditQuery(), None).ToList();
        Assert.Equal(Enumerable.Range(1, records.Count).Select(number => (long)number), records.Select(record => record.Sequence));
        Assert.Equal(records.Count + 1, copy.Describe(None).Identities);
    }

    public void Dispose()
    {
        source.Dispose();
        destination.Dispose();
        GC.SuppressFinalize(this);
    }

    private (MachineIdentity Identity, CredentialVersion Version) Fill(IInventory inventory)
    {
        var authority = Sample.Identity("corp", IdentityKind.CertificateAuthority);
        var identity = Sample.Identity("web01") with { AuthorityId = authority.Id };
        var version = Sample.Version(identity);
        Change(inventory, transaction =>
        {
            transaction.Identities.Add(authority);
            transaction.Identities.Add(identity);
            transaction.Versions.Add(version);
            transaction.Sealed.Put(Sample.Sealed(version.Id));
            transaction.Targets.Put(Sample.Target(identity));
            transaction.Revocations.Put(Sample.Revocation(authority, "00FA99"));
        });
        return (identity, version);
    }

    /// <summary>A change and its act, as the ledger writes them.</summary>
    private void Change(IInventory inventory, Action<IInventoryTransaction> work) => inventory.Write(transaction =>
    {
        work(transaction);
        transaction.Audit.Append(Sample.Audit(++_sequence));
    });
}
