using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests;

[RequiresPostgres]
public sealed class PostgresBackupTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder _folder = new();
    private readonly PostgresTestInventory _store = PostgresTestInventory.Create();

    private string Backup => _folder["backup.db"];

    private IStoreMaintenance Maintenance => (IStoreMaintenance)_store.Inventory;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [SuiteFact]
    public void A_backup_is_one_file_that_is_the_same_store()
    {
        _store.Inventory.Fill("web01");
        List<double> progress = [];

        Maintenance.Backup(Backup, new ImmediateProgress<double>(progress.Add), None);

        Assert.Equal([Backup], Directory.GetFiles(_folder.Path));
        Assert.Equal(1, progress[^1]);
        using var backup = new SqliteStoreFactory(TimeProvider.System).Open(Backup, create: false, None);
        Assert.Equal(_store.Inventory.Id, backup.Id);
        Assert.Equal(["web01"], NamesIn(backup));
        Assert.All(((IStoreMaintenance)backup).Check(None), check => Assert.True(check.Passed, check.Detail));
    }

    [SuiteFact]
    public void A_restore_keeps_what_was_there_in_another_schema()
    {
        _store.Inventory.Fill("web01");
        var id = _store.Inventory.Id;
        Maintenance.Backup(Backup, null, None);
        _store.Inventory.Add(Sample.Identity("later"));
        _store.Inventory.Dispose();

        Assert.Equal(MimErrorCause.StoreExists, CauseOf(() => _store.Factory.Restore(Backup, _store.Location, overwrite: false, None)));
        _store.Factory.Restore(Backup, _store.Location, overwrite: true, None);

        Assert.Equal((id, "web01"), (_store.Reopen().Id, NamesIn(_store.Inventory).Single()));
        Assert.All(((IStoreMaintenance)_store.Inventory).Check(None), check => Assert.True(check.Passed, check.Detail));
    }

    [SuiteFact]
    public void A_backup_is_restored_where_nothing_is()
    {
        _store.Inventory.Fill("web01");
        Maintenance.Backup(Backup, null, None);
        var place = PostgresTestInventory.NewLocation();

        _store.Factory.Restore(Backup, place, overwrite: false, None);

        using var restored = _store.Factory.Open(place, create: false, None);
        Assert.Equal(_store.Inventory.Id, restored.Id);
        Assert.Equal(["web01"], NamesIn(restored));
    }

    [SuiteFact]
    public void Nothing_is_left_where_a_backup_failed()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Maintenance.Backup(Backup, null, stopped.Token));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));

        Maintenance.Backup(Backup, null, None);
        Assert.Equal(MimErrorCause.StoreExists, CauseOf(() => Maintenance.Backup(Backup, null, None)));
        Assert.Equal(MimErrorCause.StoreNotFound, CauseOf(() => _store.Factory.Restore(_folder["none.db"], _store.Location, overwrite: true, None)));
        Assert.Empty(NamesIn(_store.Reopen()));
    }

    private static IEnumerable<string> NamesIn(IInventory inventory) => inventory.Identities.Find(new IdentityQuery(), None).Select(identity => identity.Name);

    private static MimErrorCause CauseOf(Action action) => Assert.Throws<MimException>(action).Cause;
}
