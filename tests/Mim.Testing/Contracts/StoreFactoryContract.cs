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

    [SuiteFact]
    public void A_missing_store_is_made_only_when_asked()
    {
        Assert.Equal(MimErrorCause.StoreNotFound, CauseOf(() => Store.Factory.Open(NewLocation, create: false, None)));

        using var made = Store.Factory.Open(NewLocation, create: true, None);

        Assert.Equal(0, made.Describe(None).Identities);
        Assert.True(made.Describe(None).SchemaVersion > 0);
        Assert.Empty(made.Describe(None).Warnings);
    }

    [SuiteFact]
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

    [SuiteFact]
    public void A_sound_store_passes_every_check()
    {
        Inventory.Fill("web01");

        Assert.All(Maintenance.Check(None), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
    }

    [SuiteFact]
    public void Sealed_values_of_nothing_and_lost_ones_are_found()
    {
        var identity = Inventory.Fill("web01");
        Inventory.Write(transaction => transaction.Sealed.Put(Sample.Sealed(Guid.CreateVersion7())));
        Assert.Contains(Maintenance.Check(None), check => !check.Passed && check.Detail.Contains("belongs to nothing", StringComparison.Ordinal));

        Inventory.Write(transaction => transaction.Versions.Add(Sample.Version(identity, 2)));
        Assert.Contains(Maintenance.Check(None), check => !check.Passed && check.Detail.Contains("lost its sealed key", StringComparison.Ordinal));
    }

    private static MimErrorCause CauseOf(Action action) => Assert.Throws<MimException>(action).Cause;
}
