using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IStoreMaintenance"/> promises.</summary>
public abstract class StoreMaintenanceContract(ITestStore store) : StoreContract(store)
{
    private IStoreMaintenance Maintenance => Assert.IsType<IStoreMaintenance>(Inventory, exactMatch: false);

    [SuiteFact]
    public void A_sound_store_passes_every_check()
    {
        var checks = Maintenance.Check(None).ToList();
        Assert.NotEmpty(checks);
        Assert.All(checks, check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
        Assert.Equal(checks.Count, checks.Select(check => check.Check).Distinct(StringComparer.Ordinal).Count());
    }
}
