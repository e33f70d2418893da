using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.ISealedStore"/> promises.</summary>
public abstract class SealedStoreContract(ITestStore store) : StoreContract(store)
{
    private readonly Guid _owner = Guid.CreateVersion7();

    [SuiteFact]
    public void There_is_one_value_of_each_owner_and_purpose()
    {
        var (first, second) = (Sample.Sealed(_owner), Sample.Sealed(_owner, generation: 2));
        var secret = Sample.Sealed(_owner, SealedPurpose.Secret) with { Ciphertext = new byte[10_000] };
        Put(first, second, secret);

        Assert.Equivalent(second, Inventory.Sealed.Get(_owner, SealedPurpose.PrivateKey), strict: true);
        Assert.Equivalent(secret, Inventory.Sealed.Get(_owner, SealedPurpose.Secret), strict: true);
        Assert.Null(Inventory.Sealed.Get(_owner, SealedPurpose.AuditKey));
    }

    [SuiteFact]
    public void Removing_destroys_all_values_of_an_owner()
    {
        var other = Guid.CreateVersion7();
        Put(Sample.Sealed(_owner), Sample.Sealed(_owner, SealedPurpose.Secret), Sample.Sealed(other));

        Assert.Equal(2, Inventory.Write(transaction => transaction.Sealed.Remove(_owner), None));
        Assert.Equal(0, Inventory.Write(transaction => transaction.Sealed.Remove(_owner), None));
        Assert.Null(Inventory.Sealed.Get(_owner, SealedPurpose.PrivateKey));
        Assert.NotNull(Inventory.Sealed.Get(other, SealedPurpose.PrivateKey));
    }

    [SuiteFact]
    public void Values_under_older_store_keys_are_found_in_parts()
    {
        Put([.. Enumerable.Range(1, 30).Select(i => Sample.Sealed(Guid.CreateVersion7(), generation: i % 3 + 1))]);

        Assert.Equal(20, Inventory.Sealed.WrappedBefore(3, 100).Count(value => value.KeyGeneration < 3));
        Assert.Equal(20, Inventory.Sealed.WrappedBefore(3, 100).Count);
        Assert.Equal(7, Inventory.Sealed.WrappedBefore(3, 7).Count);
        Assert.Empty(Inventory.Sealed.WrappedBefore(1, 7));
    }

    private void Put(params SealedValue[] values) =>
        Inventory.Write(transaction => Array.ForEach(values, transaction.Sealed.Put));
}
