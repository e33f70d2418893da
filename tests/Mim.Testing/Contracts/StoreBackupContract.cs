using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IStoreFactory"/> and <see cref="IStoreMaintenance"/> promise of backups, where an engine has them.</summary>
public abstract class StoreBackupContract(ITestStore store) : StoreContract(store)
{
    /// <summary>A place where nothing is yet.</summary>
    protected abstract string NewLocation { get; }

    private IStoreMaintenance Maintenance => (IStoreMaintenance)Inventory;

    [SuiteFact]
    public void A_backup_restores_to_the_same_store()
    {
        Inventory.Fill("web01");
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

    [SuiteFact]
    public async Task A_backup_made_while_others_write_is_consistent()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                Inventory.Fill($"host{i:D6}");
            }
        });
        SpinWait.SpinUntil(() => Inventory.Describe(None).Identities > 20);
        List<double> progress = [];
        Maintenance.Backup(NewLocation, new ImmediateProgress<double>(progress.Add), None);
        await stop.CancelAsync();
        await writing;

        using var copy = Store.Factory.Open(NewLocation, create: false, None);
        Assert.All(((IStoreMaintenance)copy).Check(None), check => Assert.True(check.Passed, check.Detail));
        Assert.True(copy.Describe(None).Identities > 20);
        Assert.Equal(1, progress[^1]);
        Assert.Equal(progress.Order(), progress);
    }

    [SuiteFact]
    public void A_backup_never_replaces_what_is_there()
    {
        Maintenance.Backup(NewLocation, null, None);

        Assert.Equal(MimErrorCause.StoreExists, CauseOf(() => Maintenance.Backup(NewLocation, null, None)));
    }

    [SuiteFact]
    public void A_store_in_use_is_not_restored_over()
    {
        Inventory.Fill("web01");
        Maintenance.Backup(NewLocation, null, None);

        Assert.Equal(MimErrorCause.StoreLocked, CauseOf(() => Store.Factory.Restore(NewLocation, Store.Location, overwrite: true, None)));
        Inventory.Fill("web02");
    }

    [SuiteFact]
    public void A_missing_backup_is_an_error() =>
        Assert.Equal(MimErrorCause.StoreNotFound, CauseOf(() => Store.Factory.Restore(NewLocation, Store.Location, overwrite: true, None)));

    [SuiteFact]
    public void A_backup_is_a_store_of_its_own()
    {
        using var folder = new TemporaryFolder();
        Maintenance.Backup(folder["backup.db"], null, None);
        using var backup = Store.Factory.Open(folder["backup.db"], create: false, None);
        Assert.Equal(Inventory.Describe(None).Id, backup.Describe(None).Id);
    }

    [SuiteFact]
    public void A_backup_that_is_cancelled_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Assert.ThrowsAny<OperationCanceledException>(
            () => Maintenance.Backup(folder["backup.db"], null, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static MimErrorCause CauseOf(Action action) => Assert.Throws<MimException>(action).Cause;
}
