using Mim.Core;
using Mim.Inventory.Postgres;
using Npgsql;

namespace Mim.Inventory.Tests.Postgres;

public sealed class ConnectionOptionsTests
{
    [Fact]
    public void What_the_user_says_stays_and_the_rest_is_the_stores()
    {
        var bare = Read("Host=db");
        var said = Read("Host=db;Command Timeout=7;Maximum Pool Size=3;Application Name=other;Search Path=estate");

        Assert.Equal((120, 20, "mim", "\"mim\""), (bare.CommandTimeout, bare.MaxPoolSize, bare.ApplicationName, bare.SearchPath));
        Assert.Equal((7, 3, "other", "\"estate\""), (said.CommandTimeout, said.MaxPoolSize, said.ApplicationName, said.SearchPath));
    }

    [Fact]
    public void The_location_holds_no_password() =>
        Assert.DoesNotContain("s3cret", ConnectionOptions.Parse("Host=db;Username=web;Password=s3cret").Location, StringComparison.Ordinal);

    [Theory]
    [InlineData("Host=db;Search Path=\"a,b\"")]
    [InlineData("Host=db;Search Path=''")]
    [InlineData("Host=db;Port=none")]
    [InlineData("Host=db;Nonsense=1")]
    public void What_cannot_be_used_is_refused(string text) =>
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => ConnectionOptions.Parse(text)).Cause);

    private static NpgsqlConnectionStringBuilder Read(string text) => new(ConnectionOptions.Parse(text).ConnectionString);
}
