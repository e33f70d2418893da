using Mim.Core.Stores;

namespace Mim.Core.Tests.Stores;

public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("Host=db;Database=mim", true)]
    [InlineData("postgresql://db/mim", true)]
    [InlineData("postgres://db/mim", true)]
    [InlineData("./inventory.db", false)]
    [InlineData("/srv/a=b/inventory.db", false)]
    [InlineData(@"C:\data\inventory.db", false)]
    [InlineData("hostname.db", false)]
    public void Tells_connection_strings_from_paths(string text, bool expected) =>
        Assert.Equal(expected, StoreAddress.IsConnectionString(text));

    [Theory]
    [InlineData("Host=db;Password=secret;Database=mim", "Host=db;Password=***;Database=mim")]
    [InlineData("Host=db;Pwd='a;b'", "Host=db;Pwd=***")]
    [InlineData("postgresql://user:secret@db/mim", "postgresql://user:***@db/mim")]
    [InlineData("/srv/inventory.db", "/srv/inventory.db")]
    public void Shows_no_password(string location, string expected) => Assert.Equal(expected, StoreAddress.Display(location));

    [Fact]
    public void The_default_is_a_full_path() => Assert.True(Path.IsPathFullyQualified(StoreAddress.Default()));
}
