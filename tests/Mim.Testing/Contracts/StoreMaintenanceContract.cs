using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IStoreMaintenance"/> promises.</summary>
public abstract class StoreMaintenanceContract(ITestStore store) : StoreContract(store)
{
    private IStoreMaintenance Maintenance => Assert.IsType<IStoreMaintenance>(Inventory, exactMatch: false);

    [Fact]
    public void A_sound_store_passes_every_check()
    {
        var checks = Maintenance.Check(None).ToList();
        Assert.NotEmpty(checks);
        Assert.All(checks, check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
        Assert.Equal(checks.Count, checks.Select(check => check.Check).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_backup_is_a_store_of_its_own()
    {
        using var folder = new TemporaryFolder();
        Maintenance.Backup(folder["backup.db"], null, None);
        using var backup = Store.Factory.Open(folder["backup.db"], create: false, None);
        Assert.Equal(Inventory.Describe(None).Id, backup.Describe(None).Id);
    }

    [Fact]
    public void A_backup_that_is_cancelled_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Assert.ThrowsAny<OperationCanceledException>(
            () => Maintenance.Backup(folder["backup.db"], null, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
