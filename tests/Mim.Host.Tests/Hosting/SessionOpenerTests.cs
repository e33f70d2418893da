using Mim.Host.Hosting;

namespace Mim.Host.Tests.Hosting;

public sealed class SessionOpenerTests
{
    [Fact]
    public void A_store_that_is_named_is_not_made()
    {
        var reference = SessionOpener.Locate("inventory.db");
        Assert.Equal((Path.GetFullPath("inventory.db"), false), (reference.Location, reference.CreateIfMissing));
    }
}
