using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Testing;

namespace Mim.Inventory.Tests;

/// <summary>A disk that is full or cannot be written: a clear error, and nothing lost.</summary>
public sealed class FullDiskTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly SqliteStoreFactory _factory = new(TimeProvider.System);

    [SmallDiskFact]
    public void A_full_disk_loses_nothing_that_was_committed()
    {
        using var disk = new SmallDisk(2048);
        var path = disk["inventory.db"];
        var stored = 0;
        using (var inventory = _factory.Open(path, create: true, None))
        {
            var error = Assert.Throws<MimException>(() =>
            {
                for (; stored < 100_000; stored += 50)
                {
                    inventory.Add(Enumerable.Range(0, 50).Select(i => Sample.Identity($"host {stored + i}")));
                }
            });

            Assert.Equal(MimErrorCause.StoreFull, error.Cause);
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Equal(stored, inventory.Identities.Count(new IdentityQuery(), None));
        }

        // It was the log that filled the disk, so that closing the store had no room to copy it into the file.
        Assert.True(new FileInfo($"{path}-wal").Length > new FileInfo(path).Length);

        using var reopened = _factory.Open(path, create: false, None);
        Assert.Equal(stored, reopened.Identities.Count(new IdentityQuery(), None));
        Assert.All(((IStoreMaintenance)reopened).Check(None), check => Assert.True(check.Passed, check.Detail));
    }

    [SmallDiskFact]
    public void Once_there_is_room_again_the_same_inventory_goes_on()
    {
        using var disk = new SmallDisk(2048);
        using var inventory = _factory.Open(disk["inventory.db"], create: true, None);
        inventory.Add(Sample.Identity("before"));
        disk.Fill();
        Assert.Equal(
            MimErrorCause.StoreFull,
            Assert.Throws<MimException>(() => inventory.Add(Enumerable.Range(0, 500).Select(i => Sample.Identity($"host {i}")))).Cause);

        File.Delete(disk["filler"]);
        inventory.Add(Sample.Identity("after"));

        Assert.Equal(2, inventory.Identities.Count(new IdentityQuery(), None));
    }

    [SmallDiskFact]
    public void A_store_cannot_be_made_on_a_full_disk()
    {
        using var disk = new SmallDisk(64);
        disk.Fill();

        var error = Assert.Throws<MimException>(() => _factory.Open(disk["inventory.db"], create: true, None));

        Assert.Equal(MimErrorCause.StoreFull, error.Cause);
    }

    [SmallDiskFact]
    public void A_backup_to_a_full_disk_fails_and_leaves_nothing()
    {
        using var store = TestInventory.Create();
        using var disk = new SmallDisk(64);

        var error = Assert.Throws<MimException>(() => ((IStoreMaintenance)store.Inventory).Backup(disk["copy.db"], null, None));

        Assert.Equal(MimErrorCause.StoreFull, error.Cause);
        Assert.Empty(Directory.GetFiles(disk.Path));
    }

    [SmallDiskFact]
    public void A_read_only_disk_is_named()
    {
        using var disk = new SmallDisk(2048);
        var path = disk["inventory.db"];
        _factory.Open(path, create: true, None).Dispose();
        disk.MakeReadOnly();

        var error = Assert.Throws<MimException>(() =>
        {
            using var inventory = _factory.Open(path, create: false, None);
            inventory.Add(Sample.Identity("web01"));
        });

        Assert.Equal(MimErrorCause.StoreReadOnly, error.Cause);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal(
            MimErrorCause.StoreReadOnly,
            Assert.Throws<MimException>(() => _factory.Open(disk["new.db"], create: true, None)).Cause);
    }
}
