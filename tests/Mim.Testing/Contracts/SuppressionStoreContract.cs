using Mim.Core.Discovery.Leaks.Suppressing;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.ISuppressionStore"/> promises.</summary>
public abstract class SuppressionStoreContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void Suppressions_come_back_in_the_order_of_their_hashes()
    {
        var all = Enumerable.Range(0, 70).Select(number => Sample(number * 11 % 70)).ToList();
        Inventory.Write(transaction => all.ForEach(transaction.Suppressions.Put));
        Assert.Equal(all.OrderBy(one => one.Hash, StringComparer.Ordinal), Inventory.Suppressions.Find(None));
        Assert.Equal(all[3], Inventory.Suppressions.Get(all[3].Hash));
        Assert.Null(Inventory.Suppressions.Get(Hash(200)));
        Assert.Null(Inventory.Suppressions.Get("nothing"));
    }

    [SuiteFact]
    public void Putting_one_again_replaces_it()
    {
        var again = Sample(1) with { Owner = "JÜRGEN", Reason = "neu", ExpiresAt = Testing.Sample.Now.AddDays(90), CreatedBy = "other" };
        Inventory.Write(transaction => transaction.Suppressions.Put(Sample(1)));
        Inventory.Write(transaction => transaction.Suppressions.Put(again));
        Assert.Equal([again], Inventory.Suppressions.Find(None));
    }

    [SuiteFact]
    public void What_is_removed_is_gone_and_what_is_not_there_stays_so()
    {
        Inventory.Write(transaction =>
        {
            transaction.Suppressions.Put(Sample(1));
            transaction.Suppressions.Put(Sample(2));
        });
        Inventory.Write(transaction =>
        {
            transaction.Suppressions.Remove(Hash(1));
            transaction.Suppressions.Remove(Hash(3));
            Assert.Null(transaction.Suppressions.Get(Hash(1)));
        });
        Assert.Equal([Sample(2)], Inventory.Suppressions.Find(None));
    }

    private static string Hash(int number) => number.ToString("X64", provider: null);

    private static SecretSuppression Sample(int number) => new()
    {
        Hash = Hash(number),
        Owner = "ops@corp.test",
        Reason = $"a test vector, number {number}",
        ExpiresAt = Testing.Sample.Now.AddDays(30 + number),
        CreatedAt = Testing.Sample.Now,
        CreatedBy = "ops",
    };
}
