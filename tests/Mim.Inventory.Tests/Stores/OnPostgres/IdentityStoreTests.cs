using Mim.Core;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Stores.OnPostgres;

[RequiresPostgres]
public sealed class IdentityStoreTests() : IdentityStoreContract(PostgresTestInventory.Create())
{
    [RequiresPostgresFact]
    public void A_zero_character_is_refused_by_name()
    {
        var identity = Sample.Identity("web01") with { Purpose = $"a\0{new string('b', 100_000)}" };

        var error = Assert.Throws<MimException>(() => Inventory.Add(identity));

        Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
        Assert.StartsWith("'a\\0b", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 200);
    }

    [RequiresPostgresFact]
    public void A_refused_row_leaves_the_rows_beside_it_whole()
    {
        var good = new[] { Sample.Identity("web01"), Sample.Identity("web03") };

        Inventory.Write(transaction =>
        {
            transaction.Identities.AddFree(good[0]);
            Assert.Throws<MimException>(() => transaction.Identities.AddFree(Sample.Identity("web02") with { Purpose = "a\0b" }));
            transaction.Identities.AddFree(good[1]);
        });

        Assert.All(good, identity => Assert.Equivalent(identity, Inventory.Identities.Get(identity.Id), strict: true));
    }

    [RequiresPostgresFact]
    public void Half_a_pair_is_stored_as_the_other_engine_stores_it()
    {
        var identity = Sample.Identity("web01") with { Purpose = "a\uD83Db" };
        Inventory.Add(identity);

        Assert.Equal("a\uFFFDb", Inventory.Identities.Get(identity.Id)!.Purpose);
    }
}
