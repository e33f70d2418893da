using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Inventory.Tests.Stores;

public sealed class IdentityStoreTests() : IdentityStoreContract(TestInventory.Create())
{
    [Fact]
    public void A_zero_character_ends_no_text()
    {
        var identity = Sample.Identity("web01") with { Purpose = "a\0b" };
        Inventory.Add(identity);

        Assert.Equal(identity.Purpose, Inventory.Identities.Get(identity.Id)!.Purpose);
    }
}
