using Mim.Core.Stores;

namespace Mim.Core.Tests.Stores;

public sealed class StoreAddressTests
{
    private const string Canary = "c4nary";

    [Theory]
    [InlineData("Host=db;Database=mim", true)]
    [InlineData("  Password=x;Host=db", true)]
    [InlineData("SSL Mode=VerifyFull;Server=db", true)]
    [InlineData("postgresql://db/mim", true)]
    [InlineData("postgres://db/mim", true)]
    [InlineData("./inventory.db", false)]
    [InlineData("/srv/a=b/inventory.db", false)]
    [InlineData("backup=old.db", false)]
    [InlineData(@"C:\data\inventory.db", false)]
    [InlineData("hostname.db", false)]
    public void Tells_connection_strings_from_paths(string text, bool expected) =>
        Assert.Equal(expected, StoreAddress.IsConnectionString(text));

    [Theory]
    [InlineData("Host=localhost;Password=secret;Database=mim", "Host=localhost;Database=mim")]
    [InlineData("postgresql://user:secret@[::1]/mim", "Host=::1;Database=mim;Username=user")]
    [InlineData("Host=localhost;Password=a;secret;Database=mim", "a store at an address that cannot be read")]
    [InlineData("/srv/inventory.db", "/srv/inventory.db")]
    public void Shows_no_password(string location, string expected) => Assert.Equal(expected, StoreAddress.Display(location));

    [Theory]
    [InlineData($"Host=localhost;Database=mim;Password={Canary}")]
    [InlineData($"Host=localhost;Database=mim;psw='{Canary}'")]
    [InlineData($"postgresql://user:{Canary}@localhost/mim")]
    [InlineData($"postgresql://localhost/mim?password={Canary}")]
    public void Takes_no_password_from_a_command_line(string store)
    {
        var refused = Assert.Throws<MimException>(() => StoreAddress.Named(store, path => path));

        Assert.Equal(MimErrorCause.InvalidArgument, refused.Cause);
        Assert.All(["-Credential", "PGPASSFILE", "PGPASSWORD"], way => Assert.Contains(way, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(Canary, $"{refused} {refused.Subject}", StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_a_path_where_the_caller_stands() =>
        Assert.Equal("/here/store.db", StoreAddress.Named("store.db", path => $"/here/{path}")!.Location);

    [Fact]
    public void A_reference_has_no_password_in_its_text() =>
        Assert.DoesNotContain("Password=", StoreAddress.Named("Host=localhost;Database=mim;Passfile=x", path => path)!.Location, StringComparison.Ordinal);

    [Fact]
    public void The_default_is_a_full_path() => Assert.True(Path.IsPathFullyQualified(StoreAddress.Default()));

    [Fact]
    public void Key_files_lie_beside_files_and_else_in_the_folder_of_the_machine()
    {
        Assert.Equal("/srv/store.key", StoreAddress.DefaultKeyFile("/srv/store.db"));
        Assert.Equal(
            Path.Combine(Path.GetDirectoryName(StoreAddress.Default())!, "db+5432+mim.key"), StoreAddress.DefaultKeyFile("Host=db;Database=mim"));
    }
}
