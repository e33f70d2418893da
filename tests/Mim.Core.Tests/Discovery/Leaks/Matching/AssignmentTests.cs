using System.Text;
using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Tests.Discovery.Leaks.Matching;

public sealed class AssignmentTests
{
    [Theory]
    [InlineData("password=VALUE", '\0')]
    [InlineData("password = \"VALUE\"", '"')]
    [InlineData("\"password\": \"VALUE\"", '"')]
    [InlineData("password: 'VALUE'", '\'')]
    [InlineData("passwordHash := `VALUE`", '`')]
    [InlineData(":password => 'VALUE'", '\'')]
    [InlineData("conf['password'] = 'VALUE'", '\'')]
    [InlineData("<password>VALUE</password>", '\0')]
    [InlineData("<add key=\"password\" value=\"VALUE\"/>", '"')]
    [InlineData("{\"name\": \"password\", \"value\": \"VALUE\"}", '"')]
    [InlineData("- name: password\n  value: VALUE", '\0')]
    [InlineData("--password VALUE", '\0')]
    [InlineData("setPassword(\"VALUE\")", '"')]
    [InlineData("put(\"password\", \"VALUE\")", '"')]
    [InlineData("password: string = \"VALUE\"", '"')]
    [InlineData("\\\"password\\\":\\\"VALUE\\\"", '"')]
    [InlineData("password=&quot;VALUE&quot;", '&')]
    [InlineData("password = @\"VALUE\"", '"')]
    public void The_value_is_found(string text, char quote)
    {
        Assert.True(Find(text, out var value), text);
        Assert.Equal(text.IndexOf("VALUE", StringComparison.Ordinal), value.Start);
        Assert.Equal((byte)quote, value.Quote);
    }

    [Theory]
    [InlineData("password == \"VALUE\"")]
    [InlineData("password >= 12")]
    [InlineData("password VALUE")]
    [InlineData("password(VALUE)")]
    [InlineData("password, VALUE")]
    [InlineData("password")]
    [InlineData("password =")]
    [InlineData("password--")]
    [InlineData("PasswordEncoder::VALUE")]
    [InlineData("[to-the-password]: VALUE")]
    public void What_assigns_nothing_has_no_value(string text) => Assert.False(Find(text, out _), text);

    private static bool Find(string text, out AssignedValue value)
    {
        var octets = Encoding.ASCII.GetBytes(text);
        return Assignment.TryFind(octets, new OctetRange(text.IndexOf("password", StringComparison.OrdinalIgnoreCase), 8), out value);
    }
}
