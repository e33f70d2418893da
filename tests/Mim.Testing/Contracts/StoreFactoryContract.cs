using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IStoreFactory"/> and <see cref="IStoreMaintenance"/> promise of whole stores.</summary>
public abstract class StoreFactoryContract(ITestStore store) : StoreContract(store)
{
    /// <summary>A place where nothing is yet.</summary>
    protected abstract string NewLocation { get; }

    private IStoreMaintenance Maintenance => (IStoreMaintenance)Inventory;

    [Fact]
    public void A_missing_store_is_made_only_when_asked()
    {
        Assert.Equal(MimErrorCause.StoreNotFound, CauseOf(() => Store.Factory.Open(NewLocation, create: false, None)));

        using var made = Store.Factory.Open(NewLocation, create: true, None);

        Assert.Equal(0, made.Describe(None).Identities);
        Assert.True(made.Describe(None).SchemaVersion > 0);
        Assert.Empty(made.Describe(None).Warnings);
    }

    [Fact]
    public void Of_many_who_make_a_store_at_once_one_does()
    {
        var ids = new Guid[8];
        Parallel.For(0, ids.Length, new ParallelOptions { MaxDegreeOfParallelism = ids.Length }, i =>
        {
            using var made = Store.Factory.Open(NewLocation, create: true, None);
            ids[i] = made.Describe(None).Id;
        });

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public void A_sound_store_passes_every_check()
    {
        Fill("web01");

        Assert.All(Maintenance.Check(None), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
    }

    [Fact]
    public void Sealed_values_of_nothing_and_lost_ones_are_found()
    {
        var identity = Fill("web01");
        Inventory.Write(transaction => transaction.Sealed.Put(Sample.Sealed(Guid.CreateVersion7())));
        Assert.Contains(Maintenance.Check(None), check => !check.Passed && check.Detail.Contains("belongs to nothing", StringComparison.Ordinal));

        Inventory.Write(transaction => transaction.Versions.Add(Sample.Version(identity, 2)));
        Assert.Contains(Maintenance.Check(None), check => !check.Passed && check.Detail.Contains("lost its sealed key", StringComparison.Ordinal));
    }

    [Fact]
    public void A_backup_restores_to_the_same_store()
    {
        Fill("web01");
        Maintenance.Backup(NewLocation, null, None);
        Inventory.Add(Sample.Identity("later"));
        var id = Inventory.Describe(None).Id;
        Inventory.Dispose();

        Assert.Equal(MimErrorCause.StoreExists, CauseOf(() => Store.Factory.Restore(NewLocation, Store.Location, overwrite: false, None)));
        Store.Factory.Restore(NewLocation, Store.Location, overwrite: true, None);

        using var restored = Store.Factory.Open(Store.Location, create: false, None);
        Assert.Equal(id, restored.Describe(None).Id);
        Assert.Equal(["web01"], restored.Identities.Find(new IdentityQuery(), None).Select(identity => identity.Name));
        Assert.All(((IStoreMaintenance)restored).Check(None), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public async Task A_backup_made_while_others_write_is_consistent()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                Fill($"host{i:D6}");
            }
        });
        SpinWait.SpinUntil(() => Inventory.Describe(None).Identities > 20);
        List<double> progress = [];
        Maintenance.Backup(NewLocation, new ImmediateProgress(progress.Add), None);
        await stop.CancelAsync();
        await writing;

        using var copy = Store.Factory.Open(NewLocation, create: false, None);
        Assert.All(((IStoreMaintenance)copy).Check(None), check => Assert.True(check.Passed, check.Detail));
        Assert.True(copy.Describe(None).Identities > 20);
        Assert.Equal(1, progress[^1]);
        Assert.Equal(progress.Order(), progress);
    }

    [Fact]
    public void A_backup_never_replaces_what_is_there()
    {
        Maintenance.Backup(NewLocation, null, None);

        Assert.Equal(MimErrorCause.StoreExists, CauseOf(() => Maintenance.Backup(NewLocation, null, None)));
    }

    [Fact]
    public void A_store_in_use_is_not_restored_over()
    {
        Fill("web01");
        Maintenance.Backup(NewLocation, null, None);

        Assert.Equal(MimErrorCause.StoreLocked, CauseOf(() => Store.Factory.Restore(NewLocation, Store.Location, overwrite: true, None)));
        Fill("web02");
    }

    [Fact]
    public void A_missing_backup_is_an_error() =>
        Assert.Equal(MimErrorCause.StoreNotFound, CauseOf(() => Store.Factory.Restore(NewLocation, Store.Location, overwrite: true, None)));

    protected static MimErrorCause CauseOf(Action action) => Assert.Throws<MimException>(action).Cause;

    /// <summary>Stores an identity with a version and its sealed key.</summary>
    protected MachineIdentity Fill(string name)
    {
        var identity = Sample.Identity(name);
        var version = Sample.Version(identity);
        Inventory.Write(transaction =>
        {
            transaction.Identities.Add(identity with { CurrentVersionId = version.Id });
            transaction.Versions.Add(version);
            transaction.Sealed.Put(Sample.Sealed(version.Id));
        });
        return identity;
    }

    private sealed class ImmediateProgress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
